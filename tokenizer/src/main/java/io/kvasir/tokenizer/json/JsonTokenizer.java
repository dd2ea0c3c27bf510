package io.kvasir.tokenizer.json;

import io.kvasir.tokenizer.Tokenizer;
import io.kvasir.tokenizer.TokenizerFormatException;
import io.kvasir.tokenizer.pipeline.AddedTokens;
import io.kvasir.tokenizer.pipeline.Decoder;
import io.kvasir.tokenizer.pipeline.Model;
import io.kvasir.tokenizer.pipeline.Normalizer;
import io.kvasir.tokenizer.pipeline.Pipeline;
import io.kvasir.tokenizer.pipeline.PreTokenizer;
import io.kvasir.tokenizer.pipeline.Template;
import io.kvasir.tokenizer.table.TokenTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tokenizer from a tokenizer.json. What the file says of truncation and padding is
 * ignored: it is about training batches, and a prompt must never be cut silently.
 */
public final class JsonTokenizer {
  private final String file;
  private final Map<String, @Nullable Object> sections = new LinkedHashMap<>();
  private final ModelSource model;
  private boolean hasModel;

  private JsonTokenizer(String file) {
    this.file = file;
    this.model = new ModelSource(file);
  }

  /**
   * Reads and builds.
   *
   * @param path a tokenizer.json
   * @return the tokenizer
   * @throws TokenizerFormatException if the file is missing, damaged, or asks for what is not built
   */
  public static Tokenizer read(Path path) {
    String name = path.toString();
    JsonTokenizer reader = new JsonTokenizer(name);
    try {
      reader.readSections(new JsonReader(name, Files.readAllBytes(path)));
    } catch (NoSuchFileException missing) {
      throw new TokenizerFormatException(name + ": not found, wanted a tokenizer.json", missing);
    } catch (IOException unreadable) {
      throw new TokenizerFormatException(name + ": cannot be read: " + unreadable, unreadable);
    }
    return reader.build();
  }

  private void readSections(JsonReader json) {
    if (json.peek() != '{') {
      throw new TokenizerFormatException(file + ": is no JSON object");
    }
    json.open('{');
    while (json.more('}')) {
      json.name();
      String name = json.text();
      if (name.equals("model") && json.peek() != 'n') {
        hasModel = true;
        model.read(json);
      } else {
        sections.put(name, JsonValues.read(json));
      }
    }
    json.end();
  }

  private Tokenizer build() {
    if (!hasModel) {
      throw new TokenizerFormatException(file + ": model is missing, wanted an object");
    }
    Section top = new Section(file, "tokenizer", sections);
    TokenTable table = model.table();
    Normalizer normalizer =
        top.has("normalizer") ? NormalizerReader.read(top.section("normalizer")) : null;
    PreTokenizer preTokenizer =
        top.has("pre_tokenizer") ? PreTokenizerReader.read(top.section("pre_tokenizer")) : null;
    Decoder decoder = top.has("decoder") ? DecoderReader.read(top.section("decoder")) : null;
    AddedTokens added =
        top.has("added_tokens")
            ? AddedTokensReader.read(top.sections("added_tokens"), table, normalizer)
            : new AddedTokens(java.util.List.of(), normalizer);
    Template template =
        top.has("post_processor")
            ? TemplateReader.read(top.section("post_processor"))
            : Template.NONE;
    ModelReader reader = new ModelReader(model, table);
    Model built = reader.model();
    return new Pipeline(
        table, added, normalizer, reader.cuts(preTokenizer), built, template, decoder);
  }
}
