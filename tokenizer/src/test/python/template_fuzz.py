"""Random chat templates: expressions and statements that mostly make sense, over a few variables of every type."""

VARIABLES = {
    "t": "Hello World",
    "u": "  äß İΣς 😀x\n\ty  ",
    "e": "",
    "w": "a,b,,c a",
    "i": 7,
    "j": -3,
    "z": 0,
    "f": 2.5,
    "g": -0.125,
    "yes": True,
    "no": False,
    "nil": None,
    "l": [3, 1, 2],
    "m": ["b", "A", "c", "a"],
    "x": [1, "a", None, 2.0, True, [1], {"k": 1}],
    "d": {"a": 1, "b": [1, 2], "items": "x", "c": {"n": "v"}},
    "o": [{"r": "user", "c": "Hi <b>"}, {"r": "bot", "c": ""}, {"r": "user", "c": "x", "t": [1]}],
}
TEXTS = ["", "a", "ab", " ", "\\n", "l", "o W", "x,y", "<&>", "Ünï", "😀", "it's", '\\"q\\"', "%s-%s", "{}-{}", "  pad ", "A", "user", "1", "-2.5"]
FILTERS = [
    "upper", "lower", "title", "capitalize", "trim", "length", "count", "list", "first", "last", "reverse|list",
    "string", "int", "float", "abs", "round", "tojson", "tojson(indent=2)", "join", "join(',')", "join('-')", "sort",
    "sort(reverse=true)", "unique|list", "min", "max", "sum", "default('D')", "default('D', true)", "d(1)", "items|list",
    "dictsort", "safe", "e", "replace('a','b')", "replace('l','LL',1)", "indent", "indent(2, true)", "indent(2, blank=true)",
    "map('upper')|list", "map('string')|join('+')", "map('length')|list", "map(attribute='r')|list", "map(attribute='t', default=0)|list",
    "map(attribute='t.0', default='-')|list", "map(attribute=0)|list", "select|list", "reject|list", "select('string')|list",
    "reject('number')|list", "select('in', [1,'a'])|list", "selectattr('r','equalto','user')|list", "selectattr('c')|list",
    "rejectattr('c')|list", "rejectattr('t','defined')|list", "selectattr('r','in',['bot'])|map(attribute='c')|list",
    "batch(2)|list", "batch(2,'-')|list", "center(9)", "truncate(5)", "truncate(5, true, '.', 0)", "wordcount", "int(9)", "int(base=16)",
    "float(1.5)", "round(1)", "round(0,'ceil')", "round(1,'floor')", "round(-1)", "format(1,'x')", "attr('upper') is callable",
    "sort(attribute='r')|map(attribute='c')|list", "sort(case_sensitive=true)", "unique(true)|list", "max(attribute='c')", "min(case_sensitive=true)",
    "sum(start=10)", "join(', ', attribute='r')", "dictsort(by='value')", "dictsort(true, reverse=true)", "tojson(sort_keys=true)",
    "tojson(ensure_ascii=true)", "tojson(separators=(',',':'))", "tojson|safe", "trim('lH')", "trim|length", "forceescape", "list|length", "list|tojson",
]
TESTS = [
    "defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "true", "false", "mapping", "sequence",
    "iterable", "callable", "escaped", "lower", "upper", "odd", "even", "divisibleby 2", "divisibleby(3)", "in [1, 'a', none]",
    "in t", "eq 1", "equalto('a')", "ne 2", "gt 1", "lt(2.5)", "ge 1", "le 7", "sameas none", "sameas true", "filter", "test",
]
METHODS = [
    "upper()", "lower()", "title()", "capitalize()", "strip()", "lstrip()", "rstrip()", "strip('Hd ')", "lstrip('a')", "rstrip('\\n')",
    "split()", "split(',')", "split(',', 1)", "split(maxsplit=1)", "rsplit(' ', 1)", "rsplit(maxsplit=1)", "rsplit(none, 2)", "splitlines()",
    "splitlines(true)", "startswith('H')", "endswith(('d','x'))", "replace('l', '')", "replace('', '.')", "replace('', '.', 3)",
    "replace('o', '0', 1)", "find('o')", "rfind('o')", "index('l')", "count('l')", "count('')", "join(m)", "join(l)", "join(t)",
    "partition(' ')", "rpartition(',')", "removeprefix('He')", "removesuffix('ld')", "center(15)", "center(14, '*')", "ljust(13, '.')", "rjust(13)",
    "zfill(14)", "isspace()", "isalpha()", "isdigit()", "isalnum()", "islower()", "isupper()", "isascii()", "format(1, 2)", "format(*m)",
    "get('a')", "get('q')", "get('q', 5)", "keys()|list", "values()|list", "items()|list", "copy()", "index(1)", "count(1)", "pop()", "append(1)",
    "update(a=1)", "items", "a", "b", "c", "n", "r", "foo", "foo.bar", "0", "keys()", "items()", "values()", "append",
]
BINARY = ["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]
SUBSCRIPTS = [
    "[0]", "[-1]", "[5]", "['a']", "['items']", "['q']", "[1:]", "[:-1]", "[::-1]", "[::2]", "[-3:-1]", "[1:100]", "[5:1]", "[-1:0:-2]", "[:0]",
    "[i]", "[j:]", "[none:none]", "[true]", "[t]", "[1.0]", "[yes:]", "['upper']", "[0][0]", "['b'][-1]",
]
SPACES = ["", " ", "\n", "\n  ", "  \n", " \n \n", "\t", "x", " y ", "\n\nz", "{ }", "a\n  b"]


class Fuzz:
    def __init__(self, random):
        self.r = random
        self.depth = 0

    def pick(self, options):
        return options[self.r.randrange(len(options))]

    def name(self):
        return self.pick(list(VARIABLES) + ["v", "k", "missing"])

    def atom(self):
        r = self.r.random()
        if r < 0.5:
            return self.name()
        if r < 0.7:
            return "'" + self.pick(TEXTS).replace("'", "\\'") + "'"
        if r < 0.82:
            return self.pick(["0", "1", "2", "3", "10", "1.5", "0.1", "1e3", "2.0", "1_000", "0x1f", "12345678901234567890", "1e22", "1e-7"])
        if r < 0.9:
            return self.pick(["true", "false", "none", "True", "None"])
        if r < 0.95:
            return "[" + ", ".join(self.atom() for _ in range(self.r.randrange(4))) + "]"
        if r < 0.97:
            return "(" + "".join(self.atom() + ", " for _ in range(self.r.randrange(3))) + ")"
        return "{" + ", ".join(self.pick(["'a'", "'b'", "1", "t"]) + ": " + self.atom() for _ in range(self.r.randrange(3))) + "}"

    def expression(self, depth=3):
        r = self.r.random()
        if depth <= 0 or r < 0.1:
            return self.atom()
        inner = lambda: self.expression(depth - 1)
        if r < 0.3:
            return self.postfix(inner) + "|" + self.pick(FILTERS)
        if r < 0.45:
            return self.postfix(inner) + "." + self.pick(METHODS)
        if r < 0.55:
            return self.pick(list(VARIABLES) + ["missing"]) + self.pick(SUBSCRIPTS)
        if r < 0.62:
            return self.postfix(inner) + self.pick([" is ", " is not "]) + self.pick(TESTS)
        if r < 0.66:
            return "not " + inner()
        if r < 0.69:
            return self.pick(["-", "+"]) + self.postfix(inner)
        if r < 0.74:
            return inner() + " if " + inner() + (" else " + inner() if self.r.random() < 0.8 else "")
        if r < 0.77:
            return self.pick(["range(3)", "range(1, 9, 3)|list", "range(4, 0, -1)|list", "dict(a=1)", "dict(d, z=2)", "range(j)|list"])
        left, right = (self.expression(depth - 1) for _ in range(2))
        if self.r.random() < 0.3:
            left = "(" + left + ")"
        return left + " " + self.pick(BINARY) + " " + right

    def postfix(self, inner):
        return self.name() if self.r.random() < 0.6 else "(" + inner() + ")"

    def space(self):
        return self.pick(SPACES)

    def tag(self, text):
        begin = self.pick(["{%", "{%", "{%", "{%-", "{%+"])
        end = self.pick(["%}", "%}", "%}", "-%}", "+%}"])
        return begin + " " + text + " " + end

    def out(self, text):
        return self.pick(["{{", "{{", "{{-"]) + " " + text + " " + self.pick(["}}", "}}", "-}}"])

    def body(self, depth, loop=False):
        parts = []
        for _ in range(self.r.randrange(1, 5)):
            parts += [self.space(), self.statement(depth - 1, loop)]
        return "".join(parts) + self.space()

    def condition(self):
        return self.pick(["yes", "no", "v", "k", "l", "missing", "i > 3", "v is defined", "k == 2", "n.q", "loop is defined and loop.first"])

    def value(self):
        return self.expression(1) if self.r.random() < 0.3 else self.pick(["v", "k", "i", "i + 1", "'s'", "l", "d.a", "n.q", "missing", "loop.index"])

    def statement(self, depth, loop):
        r = self.r.random()
        t = self.tag
        if depth <= 0 or r < 0.3:
            return self.out(self.value())
        if r < 0.36:
            return self.pick(["{# c #}", "{#- c -#}", "{# c\n #}", "{#+ c +#}", "{%- raw %} {{ x }} {% endraw -%}", "{% raw -%}\n  {% if %}\n{%- endraw %}", "\n  {% raw %}\n q\n {% endraw %}\n"])
        if r < 0.5:
            return t("set " + self.pick(["v", "k", "v", "n.q", "v, k"]) + " = " + self.pick([self.value(), "1", "[1, 2]", "(1, 2)", "k"]))
        if r < 0.56:
            return t("set " + self.pick(["v", "k"]) + self.pick(["", " | upper", " | trim | length"])) + self.body(depth, loop) + t("endset")
        if r < 0.7:
            text = t("if " + self.condition()) + self.body(depth, loop)
            if self.r.random() < 0.3:
                text += t("elif " + self.condition()) + self.body(depth, loop)
            if self.r.random() < 0.5:
                text += t("else") + self.body(depth, loop)
            return text + t("endif")
        if r < 0.85:
            target, items = self.pick([("v", "l"), ("k", "[1, 2, 3]"), ("v", "m"), ("k, v", "d.items()"), ("v", "range(3)"), ("v", "l|map('string')"), ("v", "o"), ("k, v", "d|items"), ("v", "missing"), ("v", "t[:3]")])
            text = t("for " + target + " in " + items + self.pick(["", "", "", " if v", " if k != 2", " if n.q"])) + self.body(depth, True)
            if self.r.random() < 0.3:
                text += t(self.pick(["break", "continue"])) if self.r.random() < 0.3 else self.out(self.pick(["loop.index", "loop.last", "loop.revindex0", "loop.length", "loop.previtem", "loop.nextitem", "loop.cycle('a','b')", "loop.changed(v)", "loop.first", "loop.depth"]))
            if loop and self.r.random() < 0.1:
                text += t(self.pick(["break", "continue"]))
            if self.r.random() < 0.2:
                text += t("else") + self.body(depth, loop)
            return text + t("endfor")
        if r < 0.92:
            name = self.pick(["f1", "f2"])
            text = t("macro " + name + self.pick(["()", "(v)", "(v, k=5)", "(k=v, v=1)", "(v=k)"])) + self.body(depth)
            if self.r.random() < 0.3:
                text += self.out(self.pick(["caller()", "varargs", "kwargs", "caller(2)"]))
            text += t("endmacro")
            call = self.pick(["f1()", "f2(1)", "f1(1, 2)", "f1(k=3)", "f2(v=1, k=2)", "f1(1, 2, 3)", "f2(q=1)"])
            if self.r.random() < 0.2:
                return text + t("call" + self.pick([" ", "(v) "]) + call) + self.body(depth) + t("endcall")
            return text + self.out(call)
        if r < 0.95:
            return t("with v = " + self.value() + self.pick(["", ", k = v"])) + self.body(depth, loop) + t("endwith")
        if r < 0.98:
            return t("filter " + self.pick(["upper", "trim", "replace('a', 'b')|length"])) + self.body(depth, loop) + t("endfilter")
        return t("generation") + self.body(depth) + t("endgeneration")

    def template(self):
        if self.r.random() < 0.6:
            return self.out(self.expression(self.r.randrange(1, 4)))
        begin = "{% set n = namespace(q=0) %}" if self.r.random() < 0.8 else ""
        return begin + self.body(4) + self.pick(["", "\n", "\n\n", " "])
