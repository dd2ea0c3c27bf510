package io.kvasir.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kvasir.model.sample.Candidates;
import io.kvasir.model.sample.SamplerObserver;
import io.kvasir.model.sample.SamplerSpec;
import io.kvasir.model.sample.SamplerStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can do with the page of the embedded model. */
@Tag("browser")
class ExplainPageTest {
  private static final long SEED = 4;
  private static final List<String> SECTIONS =
      List.of(
          "tokens",
          "attention",
          "cell",
          "layers",
          "next",
          "cache",
          "cost",
          "cause",
          "quantisation",
          "caveats");

  @TempDir private static Path folder;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    page =
        Pages.write(
            folder.resolve("page.html"),
            "-n",
            "6",
            "--seed",
            String.valueOf(SEED),
            "The robot picked up the ball because it was");
    browser = new Browser(folder.resolve("profile"));
    browser.send(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.resolve("saved").toString()));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void open() throws InterruptedException {
    browser.open(page);
  }

  /** Whatever a test does: the console stays empty, and no request leaves the page. */
  @AfterEach
  void nothingWentWrongAndNothingWasAskedFor() {
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(
            url -> url.startsWith("file:") || url.startsWith("data:") || url.startsWith("blob:"))
        .filteredOn(url -> url.startsWith("file:"))
        .hasSize(1);
  }

  @Test
  void everySectionIsDrawnAndLinkedTo() {
    for (String id : SECTIONS) {
      String section = "document.getElementById('" + id + "')";
      assertThat(browser.run(section + ".getBoundingClientRect().height").asDouble())
          .as(id)
          .isGreaterThan(150);
      assertThat(browser.run("!!document.querySelector('nav a[href=\"#" + id + "\"]')").asBoolean())
          .isTrue();
    }
    assertThat(browser.run("document.querySelectorAll('svg').length").asInt()).isGreaterThan(10);
    assertThat(browser.run("document.querySelectorAll('canvas').length").asInt())
        .isEqualTo(browser.run("data.attention.length").asInt());
  }

  @Test
  void theWorkedCellIsTheEnginesForEveryHead() {
    int layers = browser.run("layers.length").asInt();
    int heads = browser.run("layers[0].query_heads").asInt();
    for (int layer = 0; layer < layers; layer++) {
      for (int head = 0; head < heads; head++) {
        browser.run(
            "choose({layer: " + layer + ", head: " + head + ", query: " + (layer + 8) + "})");
        assertThat(
                browser
                    .run("Number(document.getElementById('difference').dataset.difference)")
                    .asDouble())
            .as("%d.%d", layer, head)
            .isLessThan(1e-5);
      }
    }
    assertThat(browser.text("#difference")).contains("the same");
  }

  @Test
  void thePointerShowsAWeightAndAClickChoosesAToken() {
    browser.point("#matrix", 0.25, 0.6, false);

    assertThat(browser.run("document.getElementById('tip').hidden").asBoolean()).isFalse();
    assertThat(browser.text("#tip")).contains("looks at").isEqualTo(browser.text("#reading"));
    browser.point("[data-position=\"5\"]", 0.5, 0.5, true);
    assertThat(browser.run("state.query").asInt()).isEqualTo(5);
    assertThat(browser.run("document.querySelectorAll('#cell tr.pick').length").asInt())
        .isEqualTo(6); // a query sees no token after its own
    browser.point(".head[data-layer=\"3\"][data-head=\"2\"]", 0.5, 0.5, true);
    assertThat(browser.run("state.layer + '.' + state.head").asText()).isEqualTo("3.2");
    assertThat(browser.run("document.getElementById('head').value").asText()).isEqualTo("2");
  }

  @Test
  void theKeyboardReadsTheMatrixAndWalksTheTokens() {
    browser.run("choose({query: 9}); document.getElementById('matrix').focus()");
    String before = browser.text("#reading");
    browser.key("ArrowUp");
    assertThat(browser.text("#reading")).startsWith("8 ").isNotEqualTo(before);
    assertThat(browser.text("#live")).isEqualTo(browser.text("#reading"));
    browser.key("Enter");
    assertThat(browser.run("state.query").asInt()).isEqualTo(8);
    browser.run("document.querySelector('[data-position=\"0\"]').focus()");
    browser.key("ArrowRight");
    assertThat(browser.run("document.activeElement.dataset.position").asInt()).isEqualTo(1);
  }

  @Test
  void theScrubberShowsTheCacheGrow() {
    int passes = browser.run("P - data.prompt_tokens").asInt();
    browser.run(set("pass", "0"));
    int first = browser.run("document.querySelectorAll('#cache svg rect').length").asInt();
    browser.run(set("pass", String.valueOf(passes)));

    assertThat(browser.run("document.querySelectorAll('#cache svg rect').length").asInt())
        .isEqualTo(first + passes * browser.run("layers.length").asInt());
    assertThat(browser.text("#cache-text"))
        .contains("Pass " + passes, "reads " + browser.run("P").asInt() + " rows");
  }

  private static String set(String id, String value) {
    return "(() => { const e = document.getElementById('"
        + id
        + "'); e.value = '"
        + value
        + "'; e.dispatchEvent(new Event('input', {bubbles: true})); })()";
  }

  /** What the engine's own chain keeps: the candidates before temperature and draw. */
  private static final class Kept implements SamplerObserver {
    private Set<Integer> ids = Set.of();

    @Override
    public void begin(Candidates candidates) {
      take(candidates);
    }

    @Override
    public void after(SamplerStep step, Candidates candidates) {
      if (!step.name().equals("temperature") && !step.name().equals("draw")) {
        take(candidates);
      }
    }

    private void take(Candidates candidates) {
      Set<Integer> now = new TreeSet<>();
      for (int i = 0; i < candidates.size(); i++) {
        now.add(candidates.id(i));
      }
      ids = now;
    }
  }

  @Test
  void theSlidersKeepExactlyTheTokensThatTheEngineKeeps() {
    JsonNode saved = browser.run("Array.from(decode(data.sampling[0].logits))");
    float[] logits = new float[saved.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) saved.get(i).asDouble();
    }
    Random random = new Random(11);
    for (int i = 0; i < 100; i++) {
      int temperature = 5 + random.nextInt(195); // hundredths
      int topK = random.nextInt(3) == 0 ? 0 : random.nextInt(201);
      int topP = random.nextInt(3) == 0 ? 100 : random.nextInt(101);
      int minP = random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextInt(2) == 0 ? 101 : 10);
      browser.run(set("temperature", String.valueOf(temperature / 100.0)));
      browser.run(set("top-k", String.valueOf(topK)));
      browser.run(set("top-p", String.valueOf(topP / 100.0)));
      browser.run(set("min-p", String.valueOf(minP / 100.0)));
      SamplerSpec spec =
          new SamplerSpec(
              temperature / 100.0, topK, topP / 100.0, minP / 100.0, 1, OptionalLong.of(SEED));
      Kept kept = new Kept();
      int token = spec.sampler(logits.length).sample(logits, 0, kept);

      JsonNode shown = browser.run("({...document.getElementById('chosen').dataset})");
      Set<Integer> ids =
          Stream.of(shown.get("kept").asText().split(",", 0))
              .map(Integer::valueOf)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(ids).as(spec.toString()).isEqualTo(kept.ids);
      assertThat(shown.get("token").asInt()).as(spec.toString()).isEqualTo(token);
    }
  }

  @Test
  void everyExportOpens() throws IOException, InterruptedException {
    Path saved = folder.resolve("saved");
    int count = browser.run("document.querySelectorAll('[data-export]').length").asInt();
    browser.run(
        "(async () => { for (const b of document.querySelectorAll('[data-export]')) { b.click();"
            + " await new Promise(r => setTimeout(r, 150)); } })()");
    for (int i = 0; i < 100 && files(saved).size() < count; i++) {
      Thread.sleep(100);
    }
    List<Path> files = files(saved);
    assertThat(files).hasSize(count).hasSizeGreaterThan(30);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      String name = file.getFileName().toString();
      assertThat(bytes.length).as(name).isGreaterThan(name.endsWith(".csv") ? 8 : 300);
      if (name.endsWith(".png")) {
        assertThat(new String(bytes, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
      } else if (name.endsWith(".svg")) {
        opens(new String(bytes, StandardCharsets.UTF_8), name);
      } else {
        assertThat(new String(bytes, StandardCharsets.UTF_8)).as(name).contains("\r\n");
      }
    }
  }

  private static void opens(String svg, String name) {
    assertThat(svg).as(name).startsWith("<svg").doesNotContain("var(--");
    String parsed =
        "new DOMParser().parseFromString(atob('%s'), 'image/svg+xml').documentElement.nodeName"
            .formatted(Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(browser.run(parsed).asText()).isEqualTo("svg");
  }

  private static List<Path> files(Path saved) throws IOException {
    if (!Files.exists(saved)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(saved)) {
      return files.filter(f -> !f.toString().endsWith(".crdownload")).toList();
    }
  }
}
