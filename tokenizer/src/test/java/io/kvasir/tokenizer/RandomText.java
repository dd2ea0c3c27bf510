package io.kvasir.tokenizer;

import java.util.Random;

/** Seeded texts that tokenizers find hard: scripts side by side, marks, controls, emoji, runs. */
final class RandomText {
  private static final String[] WORDS = {
    "the",
    "Hello",
    " world",
    "don't",
    "I'LL",
    "we've",
    " 's",
    "'\u017Fx",
    "naïve",
    "straße",
    "日本語",
    "中文",
    "한국어",
    "кириллица",
    "ελληνικά",
    "עברית",
    "العربية",
    "हिन्दी",
    "ไทย",
    "1234567",
    "3.14159",
    "٣٤٥",
    "Ⅷ½²",
    "\n",
    "\r\n",
    "\n\n\n",
    "\t",
    "   ",
    "\u00A0",
    "\u3000",
    "\u2028",
    "\u0085",
    "\u200B",
    "\u200D",
    "\uFEFF",
    "\uFE0F",
    "👩‍👩‍👧‍👦",
    "🇩🇪",
    "👍🏽",
    "😀",
    "𝔘𝔫𝔦",
    "e\u0301\u0316",
    "\u0345\u0301",
    "ﬁ",
    "Å",
    "가\u11A8",
    "<s>",
    "</s>",
    "<|endoftext|>",
    "<|im_start|>",
    "<bos>",
    "<unk>",
    "<0x41>",
    "▁",
    "▁▁",
    "Ġ",
    "##",
    "...",
    "!?",
    "--",
    "://",
    "{\"a\": [1, 2]}",
    "#include <x>",
    "\\n",
    "_",
    "ſ",
    "\u0000",
    "\u0001",
    "\u007F",
    "\uFFFD",
    "İ",
    "ǅ",
    "\u1E9B\u0323",
    "𐐷",
    "\uE000",
    "\u0378"
  };

  private final Random random;

  RandomText(long seed) {
    random = new Random(seed);
  }

  String next() {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(12);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append(letters());
        case 1 -> text.appendCodePoint(codePoint());
        case 2 -> run(text);
        case 3 -> text.append(' ');
        default -> text.append(WORDS[random.nextInt(WORDS.length)]);
      }
    }
    return text.toString();
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    int length = 1 + random.nextInt(9);
    for (int i = 0; i < length; i++) {
      letters.append((char) ((random.nextInt(5) == 0 ? 'A' : 'a') + random.nextInt(26)));
    }
    return letters.toString();
  }

  private void run(StringBuilder text) {
    String unit = WORDS[random.nextInt(WORDS.length)];
    int times = random.nextInt(20) == 0 ? random.nextInt(200) : random.nextInt(6);
    text.append(unit.repeat(times));
  }

  private int codePoint() {
    int codePoint =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(0x80);
          case 1 -> random.nextInt(0x3000);
          case 2 -> random.nextInt(0x10000);
          default -> random.nextInt(0x110000);
        };
    return codePoint >= 0xD800 && codePoint <= 0xDFFF ? 'x' : codePoint;
  }
}
