package org.meitheal.scheduler.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL a JVM, one database for each who asks. */
public final class TestDatabase {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private TestDatabase() {}

  /** The JDBC address of a new, empty database. */
  public static String create() {
    String name = "scheduler_" + NEXT.incrementAndGet();
    EmbeddedPostgres server = Server.POSTGRES;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return server.getJdbcUrl("postgres", name);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
