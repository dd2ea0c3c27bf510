package io.kvasir.model.load;

import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.ValueList;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file, its family, and the configuration that they come to.
 *
 * @param family the family
 * @param dialect the family as the file's container writes it
 * @param settings what family and file say
 * @param files the file's tensors
 * @param config the resolved configuration
 */
record Resolution(
    Family family, Dialect dialect, Settings settings, FileTensors files, ModelConfig config) {

  /**
   * Resolves the configuration of an opened file.
   *
   * @param source the file
   * @param familyFile a family to be used instead of the built-in ones, or null
   * @param arena owns copies of tensors
   */
  static Resolution of(TensorSource source, @Nullable Path familyFile, Arena arena) {
    if (source.tensors().isEmpty()) {
      throw ModelFormatException.in(source.path(), "has no tensors, wanted the weights of a model");
    }
    Metadata metadata = source.metadata();
    Container container = Container.of(metadata);
    String identity = metadata.string(container.key());
    Family family = family(metadata, container, identity, familyFile);
    Dialect dialect = family.dialect(container);
    String keyPrefix = container == Container.GGUF ? identity + "." : dialect.keyPrefix();
    FileTensors files = new FileTensors(source, dialect.prefixes(), arena);
    Settings settings = new Settings(dialect, metadata, keyPrefix, files);
    dialect.accept().forEach((key, values) -> accept(settings, container, key, values));
    ModelConfig config = new ConfigBuilder(settings, source.tensors().size()).build();
    return new Resolution(family, dialect, settings, files, config);
  }

  private static Family family(
      Metadata metadata, Container container, String identity, @Nullable Path familyFile) {
    if (familyFile == null) {
      return Families.find(container, identity)
          .orElseThrow(() ->
              metadata.refuse(
                  container.key(), "one of " + String.join(", ", Families.identities(container))));
    }
    Family family = Families.read(familyFile);
    List<String> identities = family.identities(container);
    if (!identities.contains(identity)) {
      throw metadata.refuse(
          container.key(),
          identities.isEmpty()
              ? "a family file whose "
                  + container.section()
                  + "."
                  + container.identities()
                  + " lists it"
              : "one of " + String.join(", ", identities) + " (" + family.name() + ")");
    }
    return family;
  }

  /** Refuses a value that is not among those that are supported. */
  private static void accept(
      Settings settings, Container container, String name, List<String> values) {
    Metadata metadata = settings.metadata();
    String key = settings.key(name);
    if (!metadata.has(key)) {
      int dot = name.lastIndexOf('.');
      String section = settings.key(name.substring(0, Math.max(dot, 0)));
      if (container == Container.HUGGING_FACE && dot > 0 && metadata.hasSection(section)) {
        throw metadata.refuse(key, "one of " + String.join(", ", values));
      }
      return;
    }
    Object content = metadata.peek(key).orElseThrow();
    List<Object> found = new ArrayList<>();
    if (content instanceof ValueList list) {
      list.forEach(found::add);
    } else {
      found.add(content);
    }
    for (Object one : found) {
      String text = text(one);
      if (values.stream().noneMatch(pattern -> Glob.matches(pattern, text))) {
        throw metadata.refuse(key, "one of " + String.join(", ", values));
      }
    }
  }

  private static String text(Object value) {
    return value instanceof Number n && n.doubleValue() == n.longValue()
        ? Long.toString(n.longValue())
        : value.toString();
  }

  FileParameters parameters() {
    return settings.tensors();
  }

  /** Tensors of the file that nothing has used and that the family does not ignore. */
  List<String> unusedTensors() {
    if (config.output().tied() && parameters().has("output.weight")) {
      int tableWidth = config.embedding().tableWidth();
      int cols = tableWidth == 0 ? config.width() : tableWidth;
      parameters().matrix("output.weight", config.vocabulary(), cols);
    }
    Map<String, String> ignore = dialect.ignore();
    return files.unused().stream()
        .filter(name -> ignore.keySet().stream().noneMatch(p -> ignored(p, name)))
        .toList();
  }

  /** In a pattern of what is ignored, # stands for the number of a layer beyond the last. */
  private boolean ignored(String pattern, String name) {
    int at = pattern.indexOf('#');
    if (at < 0) {
      return Glob.matches(pattern, name);
    }
    int end = at;
    while (end < name.length() && end < at + 9 && Character.isDigit(name.charAt(end))) {
      end++;
    }
    return end > at
        && name.startsWith(pattern.substring(0, at))
        && Integer.parseInt(name.substring(at, end)) >= config.layers().size()
        && Glob.matches(pattern.substring(at + 1), name.substring(end));
  }

  static String unusedText(List<String> names) {
    return namesText("that the configuration does not use", names);
  }

  /** The number of tensors, what is the matter with them, and the names of the first. */
  static String namesText(String matter, List<String> names) {
    int shown = Math.min(names.size(), 8);
    String some =
        String.join(
            ", ", names.subList(0, shown).stream().map(ModelFormatException::printable).toList());
    return names.size()
        + (names.size() == 1 ? " tensor " : " tensors ")
        + matter
        + ": "
        + some
        + (shown < names.size() ? " and " + (names.size() - shown) + " more" : "");
  }
}
