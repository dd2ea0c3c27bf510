package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

  @TempDir Path temporary;

  private Path altered(String from, String to) throws IOException {
    Files.copy(Path.of(Run.TINY, "model.safetensors"), temporary.resolve("model.safetensors"));
    String config = Files.readString(Path.of(Run.TINY, "config.json"));
    assertThat(config).contains(from);
    Files.writeString(temporary.resolve("config.json"), config.replace(from, to));
    return temporary;
  }

  @Test
  void jsonHoldsContainerMetadataTensorsAndConfiguration() throws IOException {
    JsonNode json = Golden.JSON.readTree(Run.of("weights", "inspect", Run.TINY, "--json").out());

    assertThat(json.get("container").asText()).contains("safetensors");
    assertThat(json.get("metadata").get("hidden_size").asInt()).isEqualTo(32);
    assertThat(json.get("family").asText()).isEqualTo("llama");
    assertThat(json.get("configuration").get("width").asInt()).isEqualTo(32);
    assertThat(json.get("configuration").get("layers")).hasSize(2);
    JsonNode position = json.at("/configuration/layers/0/mixer/position");
    assertThat(position.get("width").asInt()).isEqualTo(16);
    assertThat(position.get("pairs").asText()).isEqualTo("halves");
    assertThat(position.at("/angles/inverse_frequencies")).hasSize(8);
    assertThat(position.at("/angles/inverse_frequencies/0").asDouble()).isEqualTo(1);
    assertThat(json.get("tensors"))
        .anySatisfy(tensor -> {
          assertThat(tensor.get("name").asText()).isEqualTo("model.embed_tokens.weight");
          assertThat(tensor.get("type").asText()).isEqualTo("BF16");
          assertThat(tensor.get("shape").toString()).isEqualTo("[288,32]");
          assertThat(tensor.get("offset").asLong()).isPositive();
        });
  }

  @Test
  void textTellsEqualLayersOnce() {
    Run.Result result = Run.of("weights", "inspect", Run.TINY);

    assertThat(result.out())
        .contains("hidden_size = 32")
        .contains("model.embed_tokens.weight  BF16  [288, 32]")
        .contains("family llama")
        .contains("position=Rope[width=16, pairs=HALVES, angles=[1.0 to ")
        .doesNotContainPattern("@[0-9a-f]{5}")
        .contains("layers 0 to 1");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void keysThatNothingReadsAreListed() throws IOException {
    Path folder = altered("\"use_cache\"", "\"frobnication\": 7, \"use_cache\"");

    assertThat(Run.of("weights", "inspect", folder.toString()).out())
        .containsPattern("keys that nothing reads.*\\n(  .*\\n)*  frobnication\\n");
    assertThat(
            Golden.JSON
                .readTree(Run.of("weights", "inspect", folder.toString(), "--json").out())
                .get("unread_keys")
                .toString())
        .contains("\"frobnication\"");
  }

  @Test
  void aModelThatDoesNotRunIsShownWithTheReason() throws IOException {
    Path folder = altered("\"model_type\": \"llama\"", "\"model_type\": \"frobnicator\"");

    Run.Result result = Run.of("weights", "inspect", folder.toString());

    assertThat(result.out()).contains("configuration: none: ").contains("frobnicator");
    assertThat(result.exit()).isZero();
  }

  @Test
  void thePreTokenizersNameIsShownWithHowWellItIsKnown() throws IOException {
    Path file = temporary.resolve("v.gguf");

    Files.write(file, vocabulary("llama-bpe"));
    assertThat(Run.of("weights", "inspect", file.toString()).out())
        .contains("pre-tokenizer llama-bpe: verified, ids compared with Llama 3's tokenizer.json");
    Files.write(file, vocabulary("falcon"));
    assertThat(Run.of("weights", "inspect", file.toString()).out())
        .contains("pre-tokenizer falcon: not verified, as llama.cpp's source has it");
    Files.write(file, vocabulary("x\ny"));
    assertThat(Run.of("weights", "inspect", file.toString()).out())
        .contains("pre-tokenizer x\\ny: unknown, texts are refused");
    assertThat(
            Golden.JSON
                .readTree(Run.of("weights", "inspect", file.toString(), "--json").out())
                .get("pre_tokenizer")
                .toString())
        .isEqualTo("{\"name\":\"x\\ny\",\"status\":\"unknown, texts are refused\"}");
  }

  /** A GGUF file without tensors that states one key. */
  private static byte[] vocabulary(String pre) {
    byte[] key = PreTokenizers.KEY.getBytes(StandardCharsets.UTF_8);
    byte[] name = pre.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    file.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(0).putLong(1);
    file.putLong(key.length).put(key).putInt(8).putLong(name.length).put(name);
    return Arrays.copyOf(file.array(), (file.position() + 31) / 32 * 32);
  }

  @Test
  void namesFromAHostileFileAreHarmlessOnATerminal() throws IOException {
    Path folder = altered("\"use_cache\"", "\"\\u001b[2J\\nkey\": \"\\u0007\", \"use_cache\"");

    assertThat(Run.of("weights", "inspect", folder.toString()).out())
        .contains("\\u001b[2J\\nkey = \"\\u0007\"")
        .doesNotContain("\u001b");
  }
}
