from .. import loaded
from ..other import up
value = loaded + "/" + up
