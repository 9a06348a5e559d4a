package org.meitheal.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.meitheal.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule RUNS_SERVICES_AS_PROGRAMS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.meitheal.registry..",
              "org.meitheal.scheduler..",
              "org.meitheal.worker..",
              "org.meitheal.gateway..",
              "org.meitheal.dashboard..")
          .because("the lab runs what is shipped: services are processes, not classes");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.meitheal.lab.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each package must be understandable without those that use it");

  @ArchTest
  static final ArchRule EMULATOR_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage("org.meitheal.lab.emulator..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.meitheal.lab.emulator..", "java..", "org.jspecify..")
          .because("links know nothing of who uses them");

  @ArchTest
  static final ArchRule ONLY_COMMANDS_KNOW_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.meitheal.lab.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..")
          .because("everything else can be used without a command line");

  @ArchTest
  static final ArchRule ONE_JACKSON =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .because("the project speaks JSON by Jackson 3 alone");
}
