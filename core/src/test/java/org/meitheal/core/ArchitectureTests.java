package org.meitheal.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

@AnalyzeClasses(
    packages = "org.meitheal.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  private static final String SAME_CLASSES_DECIDE =
      "the same classes decide in production and in the simulator, so a decision can be replayed";

  @ArchTest
  static final ArchRule nothingButTheLanguage =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.meitheal.core..",
              "java.lang..",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "java.time",
              "org.jspecify.annotations")
          .because("core has no I/O, no threads and no framework: " + SAME_CLASSES_DECIDE);

  @ArchTest
  static final ArchRule noThreads =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .because("core starts nothing and waits for nothing: " + SAME_CLASSES_DECIDE);

  @ArchTest
  static final ArchRule noProcesses =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Process.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Runtime.class)
          .because(SAME_CLASSES_DECIDE);

  @ArchTest
  static final ArchRule noClockOfItsOwn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(InstantSource.class, "system")
          .because("time is passed in: " + SAME_CLASSES_DECIDE);

  @ArchTest
  static final ArchRule nothingOfTheSystem =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(System.class)
          .because("clocks, environment and output are passed in: " + SAME_CLASSES_DECIDE);

  @ArchTest
  static final ArchRule noRandomnessOfItsOwn =
      noClasses()
          .should()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .because("randomness is passed in: " + SAME_CLASSES_DECIDE);

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("org.meitheal.core.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages that need each other cannot be understood apart");
}
