# coding: koi8-r
print("оП", __doc__)
x = "о" +
