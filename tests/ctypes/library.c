/* SPDX-License-Identifier: MIT
 *
 * The C library that the scripts of this folder call: each kind of argument and result, structures by value
 * and by pointer, callbacks, variables.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define EXPORT __attribute__((visibility("default")))

/* --- one function a type: twice the argument */
#define TWICE(name, type)                                                                                    \
    EXPORT type twice_##name(type value) {                                                                   \
        return (type)(value * 2);                                                                            \
    }
TWICE(byte, signed char)
TWICE(ubyte, unsigned char)
TWICE(short, short)
TWICE(ushort, unsigned short)
TWICE(int, int)
TWICE(uint, unsigned)
TWICE(long, long)
TWICE(ulong, unsigned long)
TWICE(float, float)
TWICE(double, double)
TWICE(longdouble, long double)

EXPORT _Bool invert(_Bool value) {
    return !value;
}
EXPORT char next_char(char value) {
    return (char)(value + 1);
}
EXPORT wchar_t next_wide_char(wchar_t value) {
    return value + 1;
}
EXPORT const char *skip_first(const char *text) {
    return text == NULL || *text == '\0' ? NULL : text + 1;
}
EXPORT const wchar_t *skip_first_wide(const wchar_t *text) {
    return text == NULL || *text == L'\0' ? NULL : text + 1;
}
EXPORT void *same_pointer(void *pointer) {
    return pointer;
}
EXPORT int no_arguments(void) {
    return 42;
}
EXPORT void store(int *place, int value) {
    *place = value;
}

/* Arguments in registers and on the stack. */
EXPORT double sum_of_many(int a, double b, long c, float d, short e, double f, int g, double h, long i,
                          double j, unsigned char k, double l, int m, float n, double o, double p, double q,
                          int r) {
    return a + b + (double)c + d + e + f + g + h + (double)i + j + k + l + m + n + o + p + q + r;
}

EXPORT double sum_variable(int count, ...) {
    va_list values;
    double sum = 0;
    va_start(values, count);
    for (int i = 0; i < count; i++) sum += va_arg(values, double);
    va_end(values);
    return sum;
}

EXPORT int set_error_number(int number) {
    int before = errno;
    errno = number;
    return before;
}

/* --- structures */
typedef struct {
    int x, y;
} Point;
typedef struct {
    double x, y;
} RealPoint;
typedef struct {
    float r, g, b;
} Color;
typedef struct {
    char tag;
    double value;
} Tagged;
typedef struct {
    Point from, to;
    char name[16];
} Line;
typedef struct {
    char letters[7];
} Letters;
typedef struct {
    unsigned low : 3;
    unsigned middle : 7;
    int high : 12;
    unsigned short rest : 9;
    long last : 40;
} Bits;
typedef union {
    int integer;
    float real;
    unsigned char bytes[4];
} Number;
#pragma pack(push, 1)
typedef struct {
    char tag;
    int value;
    double real;
} Packed;
#pragma pack(pop)

EXPORT Point swap_point(Point point) {
    return (Point){point.y, point.x};
}
EXPORT RealPoint scale_point(RealPoint point, double factor) {
    return (RealPoint){point.x * factor, point.y * factor};
}
EXPORT Color mix(Color a, Color b) {
    return (Color){(a.r + b.r) / 2, (a.g + b.g) / 2, (a.b + b.b) / 2};
}
EXPORT Tagged retag(Tagged value, char tag) {
    return (Tagged){tag, value.value + 1};
}
EXPORT Line reverse_line(Line line) {
    Line result = {line.to, line.from, {0}};
    for (size_t i = 0, n = strlen(line.name); i < n; i++) result.name[i] = line.name[n - 1 - i];
    return result;
}
EXPORT Letters next_letters(Letters letters) {
    for (int i = 0; i < 7; i++) letters.letters[i]++;
    return letters;
}
EXPORT Bits add_to_bits(Bits bits) {
    bits.low++;
    bits.middle++;
    bits.high--;
    bits.rest++;
    bits.last--;
    return bits;
}
EXPORT void fill_bits(Bits *bits) {
    memset(bits, 0, sizeof *bits);
    bits->low = 5;
    bits->middle = 100;
    bits->high = -1000;
    bits->rest = 300;
    bits->last = -123456789012;
}
EXPORT Number next_number(Number number) {
    number.integer++;
    return number;
}
EXPORT Packed next_packed(Packed packed) {
    return (Packed){(char)(packed.tag + 1), packed.value + 1, packed.real + 1};
}
EXPORT size_t size_of(const char *name) {
    if (strcmp(name, "Tagged") == 0) return sizeof(Tagged);
    if (strcmp(name, "Line") == 0) return sizeof(Line);
    if (strcmp(name, "Bits") == 0) return sizeof(Bits);
    if (strcmp(name, "Packed") == 0) return sizeof(Packed);
    return 0;
}
EXPORT int sum_points(const Point *points, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) sum += points[i].x + points[i].y;
    return sum;
}
EXPORT Point *make_points(int count) {
    Point *points = calloc((size_t)count, sizeof *points);
    for (int i = 0; i < count; i++) points[i] = (Point){i, i * i};
    return points;
}
EXPORT void free_points(Point *points) {
    free(points);
}

typedef struct Node {
    int value;
    struct Node *next;
} Node;
EXPORT int sum_list(const Node *node) {
    int sum = 0;
    for (; node != NULL; node = node->next) sum += node->value;
    return sum;
}

/* --- callbacks */
EXPORT int apply(int (*function)(int), int value) {
    return function(value);
}
EXPORT double apply_real(double (*function)(double, float), double a, float b) {
    return function(a, b);
}
EXPORT long apply_small(signed char (*byte)(signed char), unsigned short (*word)(unsigned short), int value) {
    return byte((signed char)value) * 1000000L + word((unsigned short)value);
}
EXPORT void each_point(const Point *points, int count, void (*function)(Point, const Point *)) {
    for (int i = 0; i < count; i++) function(points[i], &points[i]);
}
EXPORT int fold_text(const char *text, int (*function)(const char *, char, int)) {
    int result = 0;
    for (int i = 0; text[i] != '\0'; i++) result = function(text, text[i], result);
    return result;
}
static int negate(int value) {
    return -value;
}
static int square(int value) {
    return value * value;
}
EXPORT int (*choose(int which))(int) {
    return which == 0 ? negate : which == 1 ? square : NULL;
}
static int (*kept_function)(int);
EXPORT void keep(int (*function)(int)) {
    kept_function = function;
}
EXPORT int call_kept(int value) {
    return kept_function(value);
}

/* --- variables */
EXPORT int counter = 7;
EXPORT const char *greeting = "hello";
EXPORT Point origin = {3, 4};
EXPORT int numbers[4] = {1, 2, 3, 4};
EXPORT int (*operation)(int) = square;

EXPORT void output_parameters(int in, int *out, Point *point) {
    *out = in * 2;
    *point = (Point){in, -in};
}
EXPORT void sum_in_place(double *values, size_t count, double *sum) {
    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        *sum += values[i];
        values[i] *= 10;
    }
}
EXPORT uint64_t large_unsigned(void) {
    return UINT64_MAX - 1;
}
EXPORT intptr_t address_as_int(const void *pointer) {
    return (intptr_t)pointer;
}
