package org.meitheal.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.meitheal.scheduler", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule ARROWS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.sql..",
              "jakarta.servlet..",
              "jakarta.validation..",
              "org.jspecify..",
              "org.slf4j..",
              "org.springframework..",
              "org.flywaydb..",
              "org.apache.hc..",
              "io.swagger.v3.oas.annotations..",
              "tools.jackson..",
              "io.micrometer..",
              "io.prometheus.metrics..",
              "org.meitheal.core..",
              "org.meitheal.protocol..",
              "org.meitheal.scheduler..")
          .because("the scheduler may use core and protocol, and no other service");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("org.meitheal.scheduler.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature is understood, tested and replaced without those that use it");

  @ArchTest
  static final ArchRule ONE_JACKSON =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .because("springdoc brings Jackson 2, whose mapper knows none of our settings");

  @ArchTest
  static final ArchRule DATABASE_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..record..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..")
          .because("nothing on the path of a request may wait for the database");

  @ArchTest
  static final ArchRule HTTP_STAYS_AT_THE_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage("..fleet..", "..record..", "..lead..", "..input..", "..catalog..")
          .and()
          .haveSimpleNameNotEndingWith("Controller")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.servlet..")
          .because("what decides and sends is tested without a web server");
}
