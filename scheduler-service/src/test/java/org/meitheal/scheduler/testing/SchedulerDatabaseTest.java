package org.meitheal.scheduler.testing;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With a real database. */
public abstract class SchedulerDatabaseTest extends SchedulerTest {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    String database = TestDatabase.create();
    properties.add("spring.datasource.url", () -> database);
  }
}
