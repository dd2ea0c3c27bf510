package io.kvasir.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DamagedFilesTest {
  private static final String MODEL =
      "{'type':'BPE','vocab':{'a':0,'b':1,'ab':2,'<unk>':3},'merges':['a b']}";

  @TempDir private Path scratch = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{} | model is missing",
        "[] | is no JSON object",
        "{'model':null} | model is missing",
        "{'model':7} | model is '7', wanted an object",
        "{'model':{'type':'BPE','merges':[]}} | model.vocab is missing",
        "{'model':{'type':'BPE','vocab':{'a':0}}} | model.merges is missing",
        "{'model':{'type':'BPE','vocab':{'a':-1},'merges':[]}} | the id of 'a' is '-1'",
        "{'model':{'type':'BPE','vocab':{'a':1099511627776},'merges':[]}} | the id of 'a' is",
        "{'model':{'type':'BPE','vocab':{'a':4194304},'merges':[]}} | the id of 'a' is '4194304'",
        "{'model':{'type':'BPE','vocab':{'a':'x'},'merges':[]}} | the id of 'a' is 'x'",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':{}}} | model.merges is no list",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':['a']}} | merge 'a' is malformed",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':['a a a']}} | merge 'a a a' is malformed",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[['a']]}} | is malformed",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':['a a']}} | names the token 'aa'",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':['q a']}} | names the token 'q'",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[],'unk_token':'?'}} | model.unk_token is"
            + " '?'",
        "{'model':{'type':'BPE','vocab':{'a':0},'merges':[],'dropout':0.1}} | model.dropout is 0.1",
        "{'model':{'type':'Frob','vocab':{'a':0}}} | unsupported model 'Frob'",
        "{'model':{'type':'Unigram','vocab':[['a']]}} | no pair of a text and a score",
        "{'model':{'type':'Unigram','vocab':[['a',0]],'unk_id':1}} | model.unk_id is 1",
        "{'model':{'type':'WordPiece','vocab':{'a':0}}} | model.unk_token is missing",
        "{'model':MODEL,'normalizer':{'type':'Frob'}} | unsupported normalizer 'Frob'",
        "{'model':MODEL,'pre_tokenizer':{'type':'Frob'}} | unsupported pre_tokenizer 'Frob'",
        "{'model':MODEL,'decoder':{'type':'Frob'}} | unsupported decoder 'Frob'",
        "{'model':MODEL,'post_processor':{'type':'Frob'}} | unsupported post_processor 'Frob'",
        "{'model':MODEL,'pre_tokenizer':{'type':'Split','pattern':{'Regex':'(a'},"
            + "'behavior':'Isolated','invert':false}} | ')' is missing",
        "{'model':MODEL,'pre_tokenizer':{'type':'Split','pattern':{'Regex':'(a)\\\\1'},"
            + "'behavior':'Isolated','invert':false}} | back references are not supported",
        "{'model':MODEL,'normalizer':{'type':'Precompiled','precompiled_charsmap':'////'}} |"
            + " precompiled_charsmap",
        "{'model':MODEL,'added_tokens':[{'id':1}]} | content is missing",
        "{'model':MODEL | malformed JSON at byte 79: the text ends too soon",
        "{'model':MODEL} x | malformed JSON at byte 81: wanted the end",
        "{'model':MODEL 'x':1} | malformed JSON at byte 80: wanted ,",
        "{'model':MODEL,'x':tru} | no value",
        "{'model':MODEL,'x':01x} | wanted ,",
        "{'model':MODEL,'x':1-1} | no value",
        "{'model':MODEL,'x':''y} | wanted ,",
        "{'model':MODEL,'x':'\\q'} | no escape",
        "{'model':MODEL,'x':'\\u12G4'} | no hexadecimal digit",
        "{'model':MODEL,'x':'\\ud83d'} | half a surrogate pair",
        "{'model':MODEL,'x':'\\ude00'} | half a surrogate pair",
        "{'model':MODEL,'x':'y | a text has no end",
        "{'model':MODEL,'x':'\t'} | a control character in a text",
      })
  void damagedTokenizerJsonGivesOneClearLine(String json, String expected) throws IOException {
    Path file = scratch.resolve("tokenizer.json");
    Files.writeString(file, json.replace("MODEL", MODEL).replace('\'', '"'));
    assertOneLine(file.toString(), expected, () -> Tokenizers.fromJson(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "e08080", "eda080", "f5808080", "f4908080", "c3", "e282"})
  void bytesThatAreNoUtf8AreRefused(String hex) throws IOException {
    Path file = scratch.resolve("tokenizer.json");
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes("{\"x\":\"".getBytes(StandardCharsets.US_ASCII));
    json.writeBytes(HexFormat.of().parseHex(hex));
    json.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
    Files.write(file, json.toByteArray());
    assertOneLine(file.toString(), "no UTF-8", () -> Tokenizers.fromJson(file));
  }

  @Test
  void theOrderOfTheSectionsDoesNotMatter() throws IOException {
    String json =
        "\uFEFF{'model':{'merges':['a \\u0062'],'type':'BPE','vocab':{'a':0,'b':1,'ab':2,"
            + "'\\uD83D\\uDE00é\\/':3}},'added_tokens':[{'id':3,'content':'\uD83D\uDE00é/',"
            + "'single_word':false,'lstrip':false,'rstrip':false,'normalized':false,'special':true}]}";
    Path file = scratch.resolve("tokenizer.json");
    Files.writeString(file, json.replace('\'', '"'));
    Tokenizer tokenizer = Tokenizers.fromJson(file);
    assertThat(tokenizer.encode("ab\uD83D\uDE00é/b", false, true)).containsExactly(2, 3, 1);
  }

  @Test
  void missingFileIsNamed() {
    Path file = scratch.resolve("tokenizer.json");
    assertOneLine(file.toString(), "not found", () -> Tokenizers.fromJson(file));
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    Path file = scratch.resolve("deep.json");
    Files.writeString(file, "{\"added_tokens\":" + "[".repeat(20_000));
    assertOneLine("deep.json", "nesting", () -> Tokenizers.fromJson(file));
  }

  @Test
  void hostileNamesStayOnOneLine() throws IOException {
    Path file = scratch.resolve("tokenizer.json");
    String name = "\\n".repeat(500);
    Files.writeString(file, "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"" + name + "\":-1}}}");
    assertOneLine("tokenizer.json", "\\u000a", () -> Tokenizers.fromJson(file));
  }

  private static void assertOneLine(String file, String expected, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(TokenizerFormatException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(expected)
        .extracting(thrown -> String.valueOf(thrown.getMessage()).lines().count())
        .isEqualTo(1L);
  }

  private static Map<String, Object> keys(String model) {
    Map<String, Object> keys = new HashMap<>();
    keys.put("model", model);
    keys.put("tokens", new String[] {"<unk>", "<s>", "</s>", "▁", "a", "▁a"});
    keys.put("scores", new float[] {0, 0, 0, -1, -2, -3});
    keys.put("token_type", new int[] {2, 3, 3, 1, 1, 1});
    keys.put("merges", new String[] {"▁ a"});
    keys.put("pre", "gpt-2");
    return keys;
  }

  @ParameterizedTest
  @CsvSource({
    "llama, tokens, , tokens is missing",
    "llama, scores, , scores is missing",
    "llama, scores, short, scores has 5 entries",
    "llama, token_type, short, token_type has 5 entries",
    "llama, tokens, text, 'tokens is ''text'''",
    "llama, bos_token_id, 9999, bos_token_id is 9999",
    "llama, bos_token_id, -1, bos_token_id is -1",
    "llama, add_bos_token, text, add_bos_token is 'text'",
    "gpt2, merges, , merges is missing",
    "gpt2, merges, bad, merge 'x' is malformed",
    "gpt2, pre, text, pre is 'text'",
    "gpt2, model, text, model is 'text'",
  })
  void damagedKeysGiveOneClearLine(String model, String key, String value, String expected) {
    Map<String, Object> keys = keys(model);
    keys.remove(key);
    Object damaged =
        switch (String.valueOf(value)) {
          case "null" -> null;
          case "short" -> key.equals("scores") ? (Object) new float[5] : new int[5];
          case "bad" -> new String[] {"x"};
          case "text" -> "text";
          default -> Long.parseLong(value);
        };
    if (damaged != null) {
      keys.put(key, damaged);
    }
    assertOneLine(
        "tiny.gguf: tokenizer.ggml.",
        expected.replace("''", "'"),
        () -> Tokenizers.fromSpec(new VocabularySpec("tiny.gguf", keys)));
  }

  @Test
  @Tag("shared")
  void sharedFoldersFollowTheirManifest() throws IOException {
    Path bad = TestFiles.shared("fixtures/bad");
    int seen = 0;
    for (JsonNode one : TestFiles.tree(bad.resolve("manifest.json")).get("cases")) {
      String name = one.get("file").asText();
      // Ids beyond the embedding are the model's business, not the tokenizer's.
      if (name.startsWith("tok-") && !name.equals("tok-vocab-too-large")) {
        checkFolder(bad.resolve(name), one.get("must").asText());
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(15);
  }

  private static void checkFolder(Path folder, String must) {
    Throwable thrown =
        catchThrowable(() -> {
          Tokenizer tokenizer = Tokenizers.fromJson(folder.resolve("tokenizer.json"));
          tokenizer.encode("a".repeat(40) + "b", true, true);
        });
    assertThat(thrown == null || thrown instanceof TokenizerFormatException)
        .as(folder + ": " + thrown)
        .isTrue();
    if (must.equals("reject")) {
      assertThat(thrown).as(folder.toString()).hasMessageContaining("tokenizer.json");
    }
    if (thrown != null) {
      assertThat(String.valueOf(thrown.getMessage()).lines().count()).isEqualTo(1);
    }
  }

  @Test
  @Tag("shared")
  void sharedGgufVocabulariesFollowTheirManifest() throws IOException {
    for (String name :
        Arrays.asList(
            "no-tokens",
            "fewer-scores",
            "bos-out-of-range",
            "gpt2-no-merges",
            "gpt2-merge-missing-token")) {
      Path file = TestFiles.shared("fixtures/bad/gguf-" + name + ".gguf");
      VocabularySpec spec = GgufKeysReader.read(file.toString(), Files.readAllBytes(file));
      assertOneLine(file.toString(), "tokenizer.ggml.", () -> Tokenizers.fromSpec(spec));
    }
    Path file = TestFiles.shared("fixtures/bad/gguf-eos-neg.gguf");
    VocabularySpec spec = GgufKeysReader.read(file.toString(), Files.readAllBytes(file));
    assertThat(Tokenizers.fromSpec(spec).encode("a", true, true)).isNotEmpty();
  }
}
