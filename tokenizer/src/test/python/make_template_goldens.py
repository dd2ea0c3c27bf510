"""Renders chat templates with transformers (which uses Jinja2) and writes what the Java tests expect.

  python make_template_goldens.py      needs transformers and jinja2; writes into ../resources

families/golden.json   our own templates with the constructs of each model family, over families/conversations.json
language.jsonl         templates written by hand, one for each rule of the language (template_cases.txt)
variables.json         the variables of the following two
fuzz.jsonl             random ones (template_fuzz.py), with a fixed seed
"""

import copy, datetime, json, pathlib, random, re, signal, warnings

import template_fuzz
from transformers.utils import chat_template_utils

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "resources/io/kvasir/tokenizer/template"
SEED, COUNT = 20260203, 2500

# Memory addresses, and objects whose text is not part of the language.
UNSTABLE = re.compile(r" at 0x|<function|<class|<built-in|<bound method|<Namespace|<Macro|<LoopContext|<jinja2|\dj\)")
# Mistakes of Jinja2's compiler, not of the template.
CRASHES = ("AssertionError", "NameError", "UnboundLocalError", "RecursionError", "MemoryError", "TimeoutError")


class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2026, 2, 3, 4, 5, 6)


def too_long(*_):
    raise TimeoutError()


def render(source, variables):
    """The text, or the error's name and message. On a copy: Jinja2's filter indent adds to a list that it is given."""
    signal.alarm(60)
    try:
        return chat_template_utils._compile_jinja_template(source).render(**copy.deepcopy(variables)), None
    except Exception as e:
        return None, f"{type(e).__name__}: {e}"[:120]
    finally:
        signal.alarm(0)


def families():
    conversations = json.loads((OUT / "families/conversations.json").read_text("utf-8"))
    golden = {}
    for file in sorted((OUT / "families").glob("*.jinja")):
        cases = golden[file.stem] = []
        for name, conversation in conversations.items():
            for prompt in (False, True):
                text, error = render(file.read_text("utf-8"), {
                    "messages": conversation["messages"], "tools": conversation.get("tools"), "documents": None,
                    "add_generation_prompt": prompt, "bos_token": "<s>", "eos_token": "</s>", **conversation.get("variables", {})})
                cases.append({"conversation": name, "add_generation_prompt": prompt, **({"error": error} if error else {"rendered": text})})
    (OUT / "families/golden.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", "utf-8")


def line(source, text, error):
    return json.dumps({"template": source, **({"error": error} if text is None else {"rendered": text})}) + "\n"


def language():
    cases = (HERE / "template_cases.txt").read_text("utf-8").split("\n----\n")
    with open(OUT / "language.jsonl", "w") as out:
        for source in cases:
            if source.strip():
                text, error = render(source, template_fuzz.VARIABLES)
                assert text is None or not UNSTABLE.search(text), f"{source!r}: {text!r}"
                out.write(line(source, text, error))


def fuzz():
    generator, done = template_fuzz.Fuzz(random.Random(SEED)), 0
    with open(OUT / "fuzz.jsonl", "w") as out:
        while done < COUNT:
            source = generator.template()
            text, error = render(source, template_fuzz.VARIABLES)
            stable = text is None or (len(text) < 2000 and not UNSTABLE.search(text))
            # Most random expressions are mistakes: one in four of them is enough.
            if stable and not (error or "").startswith(CRASHES) and (text is not None or generator.r.random() < 0.25) and len(source) < 1500:
                out.write(line(source, text, error))
                done += 1


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    signal.signal(signal.SIGALRM, too_long)
    chat_template_utils.datetime = Clock
    (OUT / "variables.json").write_text(json.dumps(template_fuzz.VARIABLES, ensure_ascii=False, indent=1) + "\n", "utf-8")
    families()
    language()
    fuzz()
