package io.kvasir.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes of main code, read once, and the one question that the rules ask of them. */
final class Classes {

  static final String ROOT = "io.kvasir";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private Classes() {}

  static Stream<JavaClass> all() {
    return ALL.stream();
  }

  /** Main classes of a package and those below it; a rule over none would hold for nothing. */
  static List<JavaClass> in(String packageName) {
    List<JavaClass> found = all().filter(c -> isIn(c.getPackageName(), packageName)).toList();
    assertThat(found).as("classes of " + packageName).isNotEmpty();
    return found;
  }

  static boolean isIn(String packageName, String of) {
    return packageName.equals(of) || packageName.startsWith(of + ".");
  }

  static boolean isInAny(String packageName, List<String> of) {
    return of.stream().anyMatch(p -> isIn(packageName, p));
  }

  /**
   * Asserts that dependencies on a target come from where they may, and that the rule saw some: an
   * empty world obeys every rule.
   */
  static void onlyUsedIn(String description, Predicate<JavaClass> target, List<String> users) {
    List<Dependency> uses =
        all()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> target.test(d.getTargetClass()))
            .toList();
    assertThat(uses).as("uses of " + description).isNotEmpty();
    assertThat(uses)
        .as(description + " only in " + users)
        .allMatch(d -> isInAny(d.getOriginClass().getPackageName(), users));
  }

  /** The dependencies inside of main code that a rule forbids. */
  static List<String> violations(BiPredicate<JavaClass, JavaClass> forbidden) {
    return all()
        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
        .filter(d -> isIn(d.getTargetClass().getPackageName(), ROOT))
        .filter(d -> forbidden.test(d.getOriginClass(), d.getTargetClass()))
        .map(d -> d.getOriginClass().getName() + " uses " + d.getTargetClass().getName())
        .distinct()
        .sorted()
        .toList();
  }
}
