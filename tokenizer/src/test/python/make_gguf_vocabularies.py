"""Writes tiny GGUF vocabularies of the kinds t5 and bert, as llama.cpp's converter does, and the ids of the originals.

  python make_gguf_vocabularies.py      needs sentencepiece, tokenizers and gguf; writes into ../resources

t5.gguf, t5.jsonl        a unigram model trained with SentencePiece as T5's is: padding 0, end 1, unknown 2, no begin, no bytes
bert.gguf, bert.jsonl    a WordPiece model trained with the Hugging Face library as BERT's is; "##" and "▁" as the converter has them
"""

import io, json, pathlib, random, tempfile

import gguf, sentencepiece, tokenizers
from sentencepiece import sentencepiece_model_pb2

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "resources/io/kvasir/tokenizer"
WORDS = """Odin drank the mead of poetry and gave it to those who can make verses; Kvasir answered every question that he was asked.
naïve café straße Ångström e\u0301 ﬁnal ﬀ １２３ ½ 1234 3.14 don't I'll well-known under_score ... !? «guillemets» “quotes”
日本語 中文 한국어 кириллица ελληνικά עברית العربية हिन्दी ไทย \u200b\u00a0\u3000\t\n 😀 👩‍👩‍👧‍👦 ™ \ufffd \x01 ▁ ## [CLS] [MASK] </s> <unk>""".split(" ")


def texts(seed, count=150):
    r = random.Random(seed)
    fixed = ["", " ", "  ", "\n", "Odin", " Odin", "Odin ", "  Odin   drank  ", "ODIN DRANK", "Z" * 300, "Kvasir\u0301", "日本 Odin", "##verse"]
    return fixed + ["".join(r.choice(WORDS) + r.choice([" ", " ", "", "  ", "\n"]) for _ in range(r.randrange(1, 9))) for _ in range(count)]


def write(name, writer, cases):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    with open(OUT / f"{name}.jsonl", "w") as out:
        for text, ids in cases:
            out.write(json.dumps({"text": text, "ids": ids}) + "\n")


# Rules of a normaliser much smaller than T5's: code points in hexadecimal, from and to.
RULES = """9\t20
A\t20
A0\t20
3000\t20
200B\t
FB01\t66 69
FB00\t66 66
BD\t31 2044 32
65 301\tE9
FF11\t31
FF12\t32
FF13\t33
2122\t54 4D
"""


def t5():
    model = io.BytesIO()
    rules = tempfile.NamedTemporaryFile("w", suffix=".tsv")
    rules.write(RULES)
    rules.flush()
    corpus = [w for w in WORDS if w.strip() and "\x01" not in w] * 3 + [" ".join(WORDS[i:i + 6]) for i in range(len(WORDS))]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus), model_writer=model, model_type="unigram", vocab_size=160, character_coverage=0.98, pad_id=0, eos_id=1,
        unk_id=2, bos_id=-1, hard_vocab_limit=False, user_defined_symbols=["<extra_id_0>"],
        normalization_rule_tsv=rules.name, minloglevel=2)
    sp = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    kinds = {2: gguf.TokenType.UNKNOWN, 3: gguf.TokenType.CONTROL, 4: gguf.TokenType.USER_DEFINED, 5: gguf.TokenType.UNUSED, 6: gguf.TokenType.BYTE}
    writer = gguf.GGUFWriter(OUT / "t5.gguf", "t5")
    writer.add_tokenizer_model("t5")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([p.piece.encode() for p in proto.pieces])
    writer.add_token_scores([p.score for p in proto.pieces])
    writer.add_token_types([kinds.get(p.type, gguf.TokenType.NORMAL) for p in proto.pieces])
    writer.add_add_space_prefix(proto.normalizer_spec.add_dummy_prefix)
    writer.add_remove_extra_whitespaces(proto.normalizer_spec.remove_extra_whitespaces)
    writer.add_precompiled_charsmap(proto.normalizer_spec.precompiled_charsmap)
    writer.add_eos_token_id(1)
    writer.add_unk_token_id(2)
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(True)
    write("t5", writer, [(t, sp.encode(t) + [1]) for t in texts(1)])


def bert():
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    t = tokenizers.BertWordPieceTokenizer(lowercase=True)
    t.train_from_iterator([" ".join(WORDS)] * 2, vocab_size=180, special_tokens=special, show_progress=False, min_frequency=1)
    t._tokenizer.post_processor = tokenizers.processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    by_id = sorted(t.get_vocab().items(), key=lambda e: e[1])
    phantom = [p if p.startswith("[") and p.endswith("]") else p[2:] if p.startswith("##") else "\u2581" + p for p, _ in by_id]
    writer = gguf.GGUFWriter(OUT / "bert.gguf", "bert")
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([p.encode() for p in phantom])
    writer.add_token_types([gguf.TokenType.CONTROL if p in special else gguf.TokenType.NORMAL for p, _ in by_id])
    writer.add_unk_token_id(1)
    writer.add_bos_token_id(2)
    writer.add_sep_token_id(3)
    writer.add_pad_token_id(0)
    writer.add_mask_token_id(4)
    write("bert", writer, [(x, t.encode(x).ids) for x in texts(2)])


if __name__ == "__main__":
    t5()
    bert()
