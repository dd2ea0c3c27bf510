package io.kvasir.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Modules stand in a line, and the packages of the model in a stack. */
class LayersTest {

  /** From left to right: each module knows only those to its left. */
  private static final List<String> MODULES = List.of("tokenizer", "model", "tools", "cli");

  /** From top to bottom: a package imports only what stands below it. */
  private static final List<String> MODEL =
      List.of(
          "djl",
          "", // the facade
          "load",
          "generate",
          "sample",
          "layer",
          "state",
          "observe",
          "config",
          "kernel",
          "weights");

  @Test
  void modulesKnowOnlyTheModulesToTheirLeft() {
    MODULES.forEach(module -> Classes.in(Classes.ROOT + "." + module));

    assertThat(
            Classes.violations(
                (from, to) -> MODULES.indexOf(segment(from, 2)) < MODULES.indexOf(segment(to, 2))))
        .isEmpty();
  }

  @Test
  void everyPackageOfTheModelHasItsPlaceInTheStack() {
    assertThat(Classes.in("io.kvasir.model").stream().map(c -> segment(c, 3)).distinct())
        .hasSizeGreaterThanOrEqualTo(9)
        .allMatch(MODEL::contains);
  }

  @Test
  void packagesOfTheModelImportOnlyWhatStandsBelow() {
    assertThat(
            Classes.violations(
                (from, to) -> isModel(from) && isModel(to) && place(from) > place(to)))
        .isEmpty();
  }

  /**
   * The generator of a rule's examples: the stack is only worth something if it is used downwards.
   */
  @Test
  void theStackIsUsedDownwards() {
    assertThat(
            Classes.violations(
                (from, to) -> isModel(from) && isModel(to) && place(from) < place(to)))
        .hasSizeGreaterThan(50);
  }

  private static boolean isModel(JavaClass type) {
    return segment(type, 2).equals("model");
  }

  private static int place(JavaClass type) {
    return MODEL.indexOf(segment(type, 3));
  }

  /** The part of a package's name at an index, empty beyond its end. */
  private static String segment(JavaClass type, int index) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return index < parts.length ? parts[index] : "";
  }
}
