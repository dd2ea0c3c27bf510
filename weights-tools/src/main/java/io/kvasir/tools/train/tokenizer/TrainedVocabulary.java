package io.kvasir.tools.train.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A byte-level BPE vocabulary. Every text is preceded by the end mark, which is all that a model
 * sees before a story begins.
 *
 * @param end text of the special token between two texts, id 0
 * @param tokens by id, in the alphabet of bytes but for the end mark
 * @param merges in the order in which they were learned
 */
public record TrainedVocabulary(String end, List<String> tokens, List<Merge> merges) {
  private static final int NORMAL = 1; // types of tokens in GGUF
  private static final int CONTROL = 3;

  /**
   * Two tokens that are joined.
   *
   * @param left the first one
   * @param right the second one
   */
  public record Merge(String left, String right) {}

  /** Copies the lists. */
  public TrainedVocabulary {
    tokens = List.copyOf(tokens);
    merges = List.copyOf(merges);
  }

  /**
   * The same tokens with fewer ways to make them: texts become more and shorter tokens.
   *
   * @param count how many merges are kept, the first ones that were learned
   * @return a copy
   */
  public TrainedVocabulary withMerges(int count) {
    return new TrainedVocabulary(end, tokens, merges.subList(0, count));
  }

  /**
   * What a GGUF file says about the vocabulary (GGUF specification, "Tokenizer").
   *
   * @return values by key without {@code tokenizer.ggml.}; arrays are new
   */
  public Map<String, Object> gguf() {
    Map<String, Object> keys = new LinkedHashMap<>();
    int[] types = new int[tokens.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = i == 0 ? CONTROL : NORMAL;
    }
    keys.put("model", "gpt2");
    keys.put("pre", "gpt-2");
    keys.put("tokens", tokens.toArray(String[]::new));
    keys.put("token_type", types);
    keys.put("merges", merges.stream().map(m -> m.left() + " " + m.right()).toArray(String[]::new));
    keys.put("bos_token_id", 0);
    keys.put("eos_token_id", 0);
    keys.put("add_bos_token", true);
    keys.put("add_eos_token", false);
    return keys;
  }

  /**
   * Writes the tokenizer.json that the Hugging Face tokenizers library reads.
   *
   * @param file where to write; a file of this name is replaced
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeJson(Path file) {
    try {
      Files.writeString(file, json(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** The text of the tokenizer.json. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      out.writeStartObject();
      out.writeStringField("version", "1.0");
      out.writeNullField("truncation");
      out.writeNullField("padding");
      addedTokens(out);
      out.writeNullField("normalizer");
      byteLevel(out, "pre_tokenizer", false);
      postProcessor(out);
      byteLevel(out, "decoder", true);
      model(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text + "\n";
  }

  private void addedTokens(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("added_tokens");
    out.writeStartObject();
    out.writeNumberField("id", 0);
    out.writeStringField("content", end);
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
      out.writeBooleanField(flag, false);
    }
    out.writeBooleanField("special", true);
    out.writeEndObject();
    out.writeEndArray();
  }

  private static void byteLevel(JsonGenerator out, String name, boolean prefix) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeStringField("type", "ByteLevel");
    out.writeBooleanField("add_prefix_space", prefix);
    out.writeBooleanField("trim_offsets", true);
    out.writeBooleanField("use_regex", true);
    out.writeEndObject();
  }

  /** The end mark before every text. */
  private void postProcessor(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("post_processor");
    out.writeStringField("type", "TemplateProcessing");
    for (String inputs : List.of("single", "pair")) {
      out.writeArrayFieldStart(inputs);
      part(out, "SpecialToken", end, 0);
      part(out, "Sequence", "A", 0);
      if (inputs.equals("pair")) {
        part(out, "Sequence", "B", 1);
      }
      out.writeEndArray();
    }
    out.writeObjectFieldStart("special_tokens");
    out.writeObjectFieldStart(end);
    out.writeStringField("id", end);
    out.writeArrayFieldStart("ids");
    out.writeNumber(0);
    out.writeEndArray();
    out.writeArrayFieldStart("tokens");
    out.writeString(end);
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void part(JsonGenerator out, String kind, String id, int type) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart(kind);
    out.writeStringField("id", id);
    out.writeNumberField("type_id", type);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void model(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("model");
    out.writeStringField("type", "BPE");
    for (String none :
        List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      out.writeNullField(none);
    }
    for (String flag : List.of("fuse_unk", "byte_fallback", "ignore_merges")) {
      out.writeBooleanField(flag, false);
    }
    out.writeObjectFieldStart("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      out.writeNumberField(tokens.get(id), id);
    }
    out.writeEndObject();
    out.writeArrayFieldStart("merges");
    for (Merge merge : merges) {
      out.writeStartArray();
      out.writeString(merge.left());
      out.writeString(merge.right());
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
