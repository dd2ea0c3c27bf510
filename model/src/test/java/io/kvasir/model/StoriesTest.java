package io.kvasir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kvasir.model.generate.Emitted;
import io.kvasir.model.generate.GenerateOptions;
import io.kvasir.model.generate.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real weights: stories260K tells the stories that the original implementations tell. */
@Tag("shared")
class StoriesTest {
  private static final Path REAL =
      Path.of(Objects.requireNonNull(System.getProperty("kvasir.shared")), "fixtures", "real");

  @Test
  void storiesOfTwoHundredTokensAreThoseOfTheOriginal() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(REAL.resolve("stories260K.golden.json").toFile());
    try (Kvasir kvasir = Kvasir.open(REAL.resolve("stories260K-f32.gguf"))) {
      assertThat(golden.get("cases")).isNotEmpty();
      for (JsonNode story : golden.get("cases")) {
        check(kvasir, story);
      }
    }
  }

  private static void check(Kvasir kvasir, JsonNode story) {
    String prompt = story.get("prompt_text").asText();
    JsonNode ids = story.get("greedy_ids");
    GenerateOptions options =
        GenerateOptions.defaults()
            .temperature(0)
            .maxTokens(ids.size())
            .ignoreEnd(true)
            .logProbabilities(true);
    Generation generation = kvasir.start(prompt, options);
    assertThat(generation.prompt())
        .isEqualTo(new ObjectMapper().convertValue(story.get("prompt_ids"), int[].class));
    StringBuilder text = new StringBuilder(prompt);
    for (int i = 0; i < ids.size(); i++) {
      Emitted emitted = generation.next();
      assertThat(emitted.id()).as("token %d", i).isEqualTo(ids.get(i).asInt());
      assertThat(emitted.logProbability())
          .isCloseTo(story.get("greedy_logprobs").get(i).asDouble(), within(1e-4));
      text.append(emitted.text());
    }
    assertThat(generation.hasNext()).isFalse();
    assertThat(text.toString()).isEqualTo(story.get("text").asText());
  }
}
