package org.meitheal.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.meitheal.registry",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule USES_PROTOCOL_AND_CORE_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.meitheal.scheduler..",
              "org.meitheal.worker..",
              "org.meitheal.gateway..",
              "org.meitheal.dashboard..",
              "org.meitheal.lab..")
          .because("services know each other by the wire alone");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.meitheal.registry.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader must be able to begin somewhere");

  @ArchTest
  static final ArchRule JACKSON_3 =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson.databind..")
          .because("springdoc brings Jackson 2 along, and a wrong import would still compile");

  @ArchTest
  static final ArchRule LIVENESS_IS_PURE =
      classes()
          .that()
          .resideInAPackage("org.meitheal.registry.liveness..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.meitheal.registry.liveness..",
              "org.meitheal.core..",
              "org.jspecify.annotations..",
              "java..")
          .because("a verdict must be the same wherever and whenever it is passed");

  @ArchTest
  static final ArchRule HEARTBEATS_TOUCH_NO_DATABASE =
      noClasses()
          .that()
          .haveSimpleName("Fleet")
          .or()
          .haveSimpleName("Links")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.persistence..",
              "org.springframework.jdbc..",
              "org.springframework.data..",
              "org.springframework.transaction..")
          .because("a heartbeat costs no transaction of its own");

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_KNOW_THE_WEB_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.meitheal.registry.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.meitheal.registry.web..")
          .because("what all endpoints share is put around the features, not into them");
}
