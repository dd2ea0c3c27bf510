package io.kvasir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kvasir.model.generate.EngineInfo;
import io.kvasir.model.generate.Generation;
import io.kvasir.model.generate.Statistics;
import io.kvasir.model.generate.StopReason;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** What a generation cost, for people and as JSON. */
final class StatisticsText {

  private StatisticsText() {}

  /** The stop reason as a word: {@code end_token}, {@code length} ... or {@code interrupt}. */
  static String stopReason(Generation generation) {
    return generation
        .stopReason()
        .map(StopReason::name)
        .orElse("interrupt")
        .toLowerCase(Locale.ROOT);
  }

  static void print(PrintStream err, String stopReason, Statistics statistics) {
    EngineInfo engine = statistics.engine();
    err.printf(
        Locale.ROOT,
        "%s: weights opened in %.3f s, tokenizer in %.3f s; %s kernels, %d %s, %s activations, %s"
            + " cache%n",
        Failures.oneLine(engine.file()),
        engine.loadSeconds(),
        engine.tokenizerSeconds(),
        engine.kernels(),
        engine.threads(),
        engine.threads() == 1 ? "thread" : "threads",
        engine.activations(),
        engine.cacheType());
    for (String note : engine.notes()) {
      err.println(Failures.oneLine(note));
    }
    printNumbers(err, stopReason, statistics);
  }

  /** What this one generation cost. */
  static void printNumbers(PrintStream err, String stopReason, Statistics statistics) {
    err.printf(
        Locale.ROOT,
        "prompt %s, %s; new %s, %s; cache %,d bytes; seed %d; stopped by %s%n",
        tokens(statistics.promptTokens()),
        speed(statistics.promptTokensPerSecond()),
        tokens(statistics.newTokens()),
        speed(statistics.newTokensPerSecond()),
        statistics.cacheBytes(),
        statistics.seed(),
        stopReason.replace('_', ' '));
  }

  private static String tokens(int count) {
    return count == 1 ? "1 token" : count + " tokens";
  }

  private static String speed(double tokensPerSecond) {
    return tokensPerSecond > 0
        ? String.format(Locale.ROOT, "%,.1f tokens/s", tokensPerSecond)
        : "- tokens/s";
  }

  static void fields(JsonGenerator json, Statistics statistics) throws IOException {
    EngineInfo engine = statistics.engine();
    json.writeNumberField("prompt_tokens", statistics.promptTokens());
    json.writeNumberField("new_tokens", statistics.newTokens());
    json.writeNumberField("prompt_seconds", statistics.promptSeconds());
    json.writeNumberField("new_seconds", statistics.newSeconds());
    json.writeNumberField("prompt_tokens_per_second", statistics.promptTokensPerSecond());
    json.writeNumberField("new_tokens_per_second", statistics.newTokensPerSecond());
    json.writeNumberField("cache_bytes", statistics.cacheBytes());
    json.writeNumberField("seed", statistics.seed());
    json.writeStringField("model", engine.file());
    json.writeNumberField("load_seconds", engine.loadSeconds());
    json.writeNumberField("tokenizer_seconds", engine.tokenizerSeconds());
    json.writeStringField("kernels", engine.kernels());
    json.writeNumberField("threads", engine.threads());
    json.writeStringField("activations", engine.activations());
    json.writeStringField("kv_type", engine.cacheType());
    json.writeArrayFieldStart("notes");
    for (String note : engine.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
  }
}
