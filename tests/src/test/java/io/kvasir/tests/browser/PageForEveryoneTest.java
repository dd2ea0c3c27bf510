package io.kvasir.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page with a finger, with a keyboard, on a small screen, and read aloud. */
@Tag("browser")
class PageForEveryoneTest {
  private static final Set<String> NAMED =
      Set.of(
          "button",
          "link",
          "textbox",
          "spinbutton",
          "combobox",
          "slider",
          "image",
          "img",
          "application",
          "toolbar",
          "grid",
          "table",
          "figure",
          "form",
          "navigation",
          "region");

  /** Texts whose contrast with what is behind them is below WCAG 2.1, level AA. */
  private static final String TOO_FAINT =
      """
      (() => {
        const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return [...m.slice(0, 3), m[3] ?? 1]; };
        const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]));
        const light = c => [0, 1, 2].map(i => c[i] / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ground = e => e.nodeType !== 1 ? [255, 255, 255] : over(parse(getComputedStyle(e).backgroundColor), ground(e.parentNode));
        const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let seen = 0;
        while (walk.nextNode()) {
          const e = walk.currentNode.parentElement, style = getComputedStyle(e), cell = e.closest('.cell')?.querySelector('rect');
          if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('script, noscript, option, #tip, #live')) continue;
          let behind = ground(e);
          if (cell) behind = over([...parse(getComputedStyle(cell).fill).slice(0, 3), Number(getComputedStyle(cell).fillOpacity)], behind);
          const a = light(parse(e.ownerSVGElement ? style.fill : style.color)), b = light(behind);
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          seen++;
          if (ratio < 4.5) found.push(walk.currentNode.data + ' ' + ratio.toFixed(2));
        }
        return [seen, found];
      })()
      """;

  @TempDir private static Path folder;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    page =
        Pages.write(
            folder.resolve("page.html"),
            "-n",
            "4",
            "--seed",
            "4",
            "--kv-type",
            "f16",
            "The robot picked up the ball because it was");
    browser = new Browser(folder.resolve("profile"));
    browser.send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @BeforeEach
  void open() throws InterruptedException {
    browser.screen(1280, 900, false);
    browser.open(page);
  }

  @AfterEach
  void nothingWentWrong() {
    assertThat(browser.errors()).isEmpty();
  }

  private static void phone() throws InterruptedException {
    browser.screen(390, 844, true);
    browser.open(page);
  }

  private static void becomes(String expression, String wanted) throws InterruptedException {
    for (int i = 0; i < 50 && !browser.run(expression).asText().equals(wanted); i++) {
      Thread.sleep(100); // the browser makes a click of a tap after a moment
    }
    assertThat(browser.run(expression).asText()).isEqualTo(wanted);
  }

  @Test
  void aFingerReadsTheMatrixAndChoosesItsRow() throws InterruptedException {
    phone();
    browser.run("choose({query: 9})");
    String before = browser.text("#reading");
    browser.tap("#matrix", 0.3, 0.7);

    becomes("String(state.query !== 9 && state.key !== null)", "true");
    assertThat(browser.text("#reading")).isNotEqualTo(before).contains("looks at");
    assertThat(browser.run("document.getElementById('reading').textContent.split(' ')[0]").asText())
        .isEqualTo(browser.run("String(state.query)").asText());
  }

  @Test
  void aFingerReadsABeamAndChoosesATokenAndAHead() throws InterruptedException {
    phone();
    browser.run("choose({query: 0})"); // one beam, to itself
    browser.tap(".beam[data-query=\"0\"]", 0.5, 0.5);
    becomes("String(document.getElementById('tip').hidden)", "false");
    assertThat(browser.text("#tip")).contains("looks at 0").isEqualTo(browser.text("#reading"));
    browser.tap("[data-looks=\"4\"]", 0.5, 0.5);
    becomes("String(state.query)", "4");
    assertThat(browser.run("document.getElementById('tip').hidden").asBoolean()).isTrue();
    browser.tap(".head[data-layer=\"1\"][data-head=\"1\"]", 0.5, 0.5);
    becomes("state.layer + '.' + state.head", "1.1");
    browser.tap("#cause .cell", 0.5, 0.5);
    becomes("String(document.getElementById('tip').textContent.includes('KL divergence'))", "true");
  }

  @Test
  void aSmallScreenScrollsDownOnlyAndKeepsItsWordsLarge() throws InterruptedException {
    phone();
    assertThat(browser.run("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
    String small =
        "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width <"
            + " 0.85 * s.viewBox.baseVal.width).map(s => s.getAttribute('aria-label'))";
    assertThat(browser.run(small)).isEmpty();
    String targets =
        "[...document.querySelectorAll('button, select, input')].filter(e => e.checkVisibility())"
            + ".map(e => e.getBoundingClientRect()).filter(b => Math.min(b.width, b.height) < 23.5)"
            + ".length";
    assertThat(browser.run(targets).asInt()).isZero(); // WCAG 2.2, target size
  }

  @Test
  void everyControlAndEveryPictureHasANameInTheAccessibilityTree() {
    Set<String> roles = new TreeSet<>();
    for (JsonNode node : browser.send("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
      String role = node.path("role").path("value").asText();
      if (!node.path("ignored").asBoolean() && NAMED.contains(role)) {
        roles.add(role);
        assertThat(node.path("name").path("value").asText()).as(node.toString()).isNotBlank();
      }
    }
    assertThat(roles).contains("button", "link", "slider", "combobox", "application", "grid");
  }

  @Test
  void everyTextStandsOutFromWhatIsBehindIt() {
    for (String theme : List.of("light", "dark")) {
      browser.run("theme('" + theme + "')");
      JsonNode faint = browser.run(TOO_FAINT);
      assertThat(faint.get(0).asInt()).isGreaterThan(300);
      assertThat(faint.get(1)).as(theme).isEmpty();
    }
  }

  @Test
  void theKeyboardGoesDownThePageAndIsSeenEverywhere() {
    String focus =
        "(() => { const e = document.activeElement, s = getComputedStyle(e); window.stops ??= [];"
            + " const back = stops.length && stops.at(-1).compareDocumentPosition(e) & 2;"
            + " stops.push(e); return [e.tagName, back ? 'back' : '', s.outlineStyle,"
            + " s.outlineWidth, e.outerHTML.slice(0, 80)]; })()";
    Set<String> tags = new TreeSet<>();
    int stops = 0;
    for (; stops < 300; stops++) {
      browser.tab();
      JsonNode at = browser.run(focus);
      if (at.get(0).asText().equals("BODY") || !at.get(1).asText().isEmpty()) {
        break; // round the page
      }
      tags.add(at.get(0).asText());
      assertThat(at.get(2).asText()).as(at.toString()).isNotEqualTo("none");
      assertThat(at.get(3).asText()).as(at.toString()).isEqualTo("3px");
    }
    assertThat(stops).isBetween(60, 250);
    assertThat(tags).contains("A", "BUTTON", "INPUT", "SELECT", "svg", "TR");
    assertThat(browser.run("stops.includes(document.querySelector('#caveats a'))").asBoolean())
        .isTrue();
  }

  @Test
  void enterInAPictureKeepsTheKeyboardThere() {
    browser.run("choose({query: 6}); document.getElementById('matrix').focus()");
    browser.key("ArrowUp");
    browser.key("Enter");
    assertThat(browser.run("state.query + document.activeElement.id").asText())
        .isEqualTo("5matrix");
    browser.run("document.querySelector('#cell tr.on').focus()");
    browser.run("document.querySelector('#cell tr.pick').focus()");
    browser.key("ArrowDown");
    browser.key("Enter");
    assertThat(browser.run("document.activeElement.className").asText()).isEqualTo("pick on");
    assertThat(browser.text("#cell tr.on td")).isEqualTo("1");
    assertThat(browser.text("[data-name=\"vectors\"] svg")).contains("k after position");
  }

  @Test
  void everyPictureShowsItsNumbersAsATable() {
    browser.run("document.querySelectorAll('.toggle').forEach(b => b.click())");
    String rows = "[...document.querySelectorAll('.numbers tbody')].map(b => b.rows.length)";
    JsonNode counts = browser.run(rows);
    assertThat(counts.size()).isGreaterThan(12);
    counts.forEach(count -> assertThat(count.asInt()).as(counts.toString()).isPositive());
    browser.run("choose({query: 3})");
    assertThat(browser.text("[data-name=\"matrix\"] .numbers tbody td")).isEqualTo("3");
  }

  @Test
  void everySectionLinksToAnotherAndIsLinkedTo() {
    String links =
        "[...document.querySelectorAll('main a[href^=\"#\"]')].map(a => [a.closest('section').id,"
            + " document.querySelector(a.getAttribute('href')).closest('section').id])";
    Set<String> from = new TreeSet<>();
    Set<String> to = new TreeSet<>();
    for (JsonNode link : browser.run(links)) {
      if (!link.get(0).equals(link.get(1))) {
        from.add(link.get(0).asText());
        to.add(link.get(1).asText());
      }
    }
    int sections = browser.run("document.querySelectorAll('section').length").asInt();
    assertThat(from).hasSize(sections);
    assertThat(to.size()).isGreaterThanOrEqualTo(sections - 1); // rounding comes last
  }

  @Test
  void theCacheIsCountedAsItIsHeld() {
    long row = browser.run("d3.sum(layers, l => l.cache_floats)").asLong();
    browser.run("document.getElementById('pass').value = 0");
    browser.run("document.getElementById('pass').dispatchEvent(new Event('input'))");
    assertThat(browser.run("d3.sum(layers, l => bytesAt(l, 8))").asLong()).isEqualTo(8 * 2 * row);
    assertThat(browser.text("#cache-text"))
        .contains("(f16)", browser.run("kib(2 * data.prompt_tokens * " + row + ")").asText());
    assertThat(browser.text("[data-name=\"cache-bytes\"] tbody td:nth-child(3)")).endsWith("✓");
  }

  @Test
  void nothingMovesForWhomMotionIsTooMuch() {
    String behaviour = "getComputedStyle(document.documentElement).scrollBehavior";
    for (String wanted : List.of("reduce", "no-preference")) {
      Map<String, String> feature = Map.of("name", "prefers-reduced-motion", "value", wanted);
      browser.send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
      assertThat(browser.run(behaviour).asText())
          .isEqualTo(wanted.equals("reduce") ? "auto" : "smooth");
    }
    browser.send("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    assertThat(browser.run("[...document.getAnimations({subtree: true})].length").asInt()).isZero();
  }

  @Test
  void aTextFromRightToLeftKeepsToItself() {
    assertThat(browser.run("(data.names[-1] = ' שלום', shown(-1))").asText())
        .isEqualTo("\u2068·שלום\u2069");
    assertThat(browser.run("(data.names[-1] = '\\u202e\\u0007', shown(-1))").asText())
        .isEqualTo("<U+202E>␇");
  }

  @Test
  void onPaperAllIsLightAndNothingIsCutOff() {
    browser.run("theme('dark')");
    JsonNode pdf = browser.send("Page.printToPDF", Map.of("printBackground", false));
    assertThat(pdf.get("data").asText().length()).isGreaterThan(100_000);
    assertThat(browser.run("document.documentElement.dataset.theme").asText()).isEqualTo("dark");
    browser.run("dispatchEvent(new Event('beforeprint'))");
    assertThat(browser.run("document.documentElement.dataset.theme").asText()).isEqualTo("light");
  }
}
