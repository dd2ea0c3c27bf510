package io.kvasir.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of long prompts, of many layers, and of texts that run from right to left. */
@Tag("browser")
class LargePageTest {
  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = new Browser(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static String ids(int count) {
    Random random = new Random(3);
    return random.ints(count, 5, 280).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private static void opensWithoutAnError(Path page) throws InterruptedException {
    browser.open(page);
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).noneMatch(url -> url.startsWith("http"));
    assertThat(
            browser
                .run("Number(document.getElementById('difference').dataset.difference)")
                .asDouble())
        .isLessThan(1e-5);
  }

  @Test
  void aHundredTokensOfThirtyLayersTakeLessThanTenMegabytes()
      throws IOException, InterruptedException {
    Path model = RandomModel.write(folder.resolve("thirty"), 30);
    Path page =
        Pages.write(
            folder.resolve("thirty.html"), "-m", model.toString(), "-n", "4", "--ids", ids(100));

    assertThat(Files.size(page)).isLessThan(10_000_000);
    opensWithoutAnError(page);
    assertThat(browser.run("document.querySelectorAll('#pages option').length").asInt())
        .isEqualTo(3);
  }

  @Test
  void twoThousandTokensStayUsableAndThePageSaysWhatItLeftOut()
      throws IOException, InterruptedException {
    Path model = RandomModel.write(folder.resolve("two"), 2);
    Path page =
        Pages.write(
            folder.resolve("long.html"), "-m", model.toString(), "-n", "2", "--ids", ids(2000));

    assertThat(Files.size(page)).isLessThan(20_000_000);
    opensWithoutAnError(page);
    assertThat(browser.text("#left-out")).contains("largest of up to");
    long start = System.nanoTime();
    browser.run("choose({query: 1500, layer: 1})");
    assertThat((System.nanoTime() - start) * 1e-9).isLessThan(5);
    assertThat(browser.text("#reading")).startsWith("1500 ");
  }

  @Test
  void aPromptFromRightToLeftAndOneOfHanCharactersKeepTheirOrder()
      throws IOException, InterruptedException {
    Path page = Pages.write(folder.resolve("rtl.html"), "-n", "1", "שלום עולם 你好");

    opensWithoutAnError(page);
    assertThat(
            browser.run("getComputedStyle(document.getElementById('prompt')).direction").asText())
        .isEqualTo("rtl");
    assertThat(browser.text("#prompt")).startsWith("שלום עולם 你好");
    assertThat(browser.text("#tokens")).contains("single bytes");
  }
}
