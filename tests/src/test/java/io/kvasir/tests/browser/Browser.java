package io.kvasir.tests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One tab of a Chromium from the PATH, spoken to by its own protocol (Chrome DevTools Protocol) on
 * a loopback port that the browser chooses.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 60;
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--remote-debugging-port=0");

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

  Browser(Path profile) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("chromium"));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(tab(port(profile))), new Listener())
            .join();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** The browser writes its port into a file of its profile. */
  private static String port(Path profile) throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < SECONDS * 10; i++) {
      if (Files.exists(file) && Files.readString(file).contains("\n")) {
        return Files.readAllLines(file).getFirst();
      }
      Thread.sleep(100);
    }
    throw new IOException("chromium did not start");
  }

  private static String tab(String port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    for (int i = 0; i < SECONDS * 10; i++) {
      String body =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
              .body();
      for (JsonNode target : JSON.readTree(body)) {
        if (target.path("type").asText().equals("page")) {
          return target.get("webSocketDebuggerUrl").asText();
        }
      }
      Thread.sleep(100);
    }
    throw new IOException("chromium has no tab");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        receive(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private void receive(String message) {
    JsonNode node;
    try {
      node = JSON.readTree(message);
    } catch (IOException e) {
      errors.add(String.valueOf(e.getMessage()));
      return;
    }
    JsonNode parameters = node.path("params");
    switch (node.path("method").asText()) {
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown" -> errors.add(parameters.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> errors.add(parameters.toString());
      case "Log.entryAdded" -> errors.add(parameters.path("entry").toString());
      default -> {
        CompletableFuture<JsonNode> answer = answers.remove(node.path("id").asInt(-1));
        if (answer != null) {
          answer.complete(node);
        }
      }
    }
  }

  /** Sends a command of the protocol and waits for its answer. */
  JsonNode send(String method, Map<String, ?> parameters) {
    int id = number.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode node = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (node.has("error")) {
      throw new IllegalStateException(method + ": " + node.get("error"));
    }
    return node.get("result");
  }

  /** Opens a page of this machine and waits until its script has drawn all. */
  void open(Path page) throws InterruptedException {
    requests.clear();
    errors.clear();
    send("Page.navigate", Map.of("url", page.toUri().toString()));
    for (int i = 0; i < SECONDS * 10; i++) {
      if (run("document.documentElement?.dataset.ready === 'true'").asBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the page is not ready: " + errors);
  }

  /** The value of an expression in the page. */
  JsonNode run(String expression) {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  String text(String selector) {
    return run("document.querySelector('" + selector + "').textContent").asText();
  }

  /** A real key, as a keyboard sends it. */
  void key(String name) {
    send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", name, "code", name));
    send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", name, "code", name));
  }

  /** The key that goes to the next control. */
  void tab() {
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
    }
  }

  /** A screen of this size; a narrow one is a phone with a finger on it. */
  void screen(int width, int height, boolean touch) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", touch));
    send("Emulation.setTouchEmulationEnabled", Map.of("enabled", touch));
  }

  /** A finger on an element, which is scrolled to, and off again. */
  void tap(String selector, double acrossShare, double downShare) {
    JsonNode at = place(selector, acrossShare, downShare);
    Map<String, Object> finger = Map.of("x", at.get(0).asDouble(), "y", at.get(1).asDouble());
    send("Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints", List.of(finger)));
    send("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
  }

  /** Where a share of an element is, after it was scrolled to. */
  private JsonNode place(String selector, double acrossShare, double downShare) {
    return run(
        "(() => { const e = document.querySelector('"
            + selector
            + "'); e.scrollIntoView({block: 'center', behavior: 'instant'});"
            + " const b = e.getBoundingClientRect();"
            + " return [b.x + b.width * "
            + acrossShare
            + ", b.y + b.height * "
            + downShare
            + "]; })()");
  }

  /** The pointer over the middle of an element, which is scrolled to; then maybe a click. */
  void point(String selector, double acrossShare, double downShare, boolean click) {
    JsonNode at = place(selector, acrossShare, downShare);
    double x = at.get(0).asDouble();
    double y = at.get(1).asDouble();
    send("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    if (click) {
      for (String type : List.of("mousePressed", "mouseReleased")) {
        send(
            "Input.dispatchMouseEvent",
            Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
      }
    }
  }

  /** A picture of the whole page. */
  void screenshot(Path file) throws IOException {
    JsonNode size = run("[document.documentElement.clientWidth, document.body.scrollHeight]");
    Map<String, Object> clip =
        Map.of(
            "x",
            0,
            "y",
            0,
            "width",
            size.get(0).asInt(),
            "height",
            size.get(1).asInt(),
            "scale",
            1);
    JsonNode picture =
        send(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
    Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
  }

  /** What was asked for since {@link #open}, also within the page. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** What the console shows since {@link #open}. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    try {
      send("Browser.close", Map.of());
    } finally {
      socket.abort();
      process.destroy();
      process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join(); // it writes into its profile
    }
  }
}
