# coding: cp1251
print("Пы")
"П" + 1
