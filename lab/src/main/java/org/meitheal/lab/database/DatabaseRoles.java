package org.meitheal.lab.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.state.Secrets;

/**
 * Who may use the database: each service has a role of its own, which owns the schema of the same
 * name and nothing else. Passwords are made at the first start.
 */
final class DatabaseRoles {
  static final List<String> SERVICES = List.of("registry", "scheduler");
  private static final String SUPERUSER = "postgres";
  private static final String ACCESS =
      """
      # Written by the lab: everybody needs a password.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Path keys;

  DatabaseRoles(Path keys) {
    this.keys = keys;
  }

  String superuserPassword() throws IOException {
    return password(SUPERUSER);
  }

  String password(String role) throws IOException {
    return Secrets.readOrMake(keys.resolve("database-" + role + ".password"), Secrets::random);
  }

  /** Safe to repeat. A new server trusts everybody; from here on it asks for passwords. */
  void prepare(EmbeddedPostgres postgres, String database, Path data) throws IOException {
    Map<String, String> login = Map.of("password", superuserPassword());
    try {
      try (Connection server = postgres.getDatabase(SUPERUSER, SUPERUSER, login).getConnection();
          Statement statement = server.createStatement()) {
        makeRoles(statement);
        makeDatabase(statement, database);
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
        statement.execute("SELECT pg_reload_conf()");
      }
      try (Connection inside = postgres.getDatabase(SUPERUSER, database, login).getConnection();
          Statement statement = inside.createStatement()) {
        makeSchemas(statement);
      }
    } catch (SQLException failed) {
      throw new IOException("cannot prepare the database: " + failed.getMessage(), failed);
    }
  }

  private void makeRoles(Statement statement) throws SQLException, IOException {
    setPassword(statement, SUPERUSER);
    for (String role : SERVICES) {
      if (!exists(statement, "pg_roles WHERE rolname = '" + role + "'")) {
        statement.execute("CREATE ROLE " + role + " LOGIN");
      }
      setPassword(statement, role);
    }
  }

  /** Passwords are base64url, so there is nothing to quote. */
  private void setPassword(Statement statement, String role) throws SQLException, IOException {
    statement.execute("ALTER ROLE " + role + " PASSWORD '" + password(role) + "'");
  }

  private static void makeDatabase(Statement statement, String database) throws SQLException {
    if (!exists(statement, "pg_database WHERE datname = '" + database + "'")) {
      statement.execute("CREATE DATABASE " + database);
    }
  }

  private static void makeSchemas(Statement statement) throws SQLException {
    for (String role : SERVICES) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + role + " AUTHORIZATION " + role);
    }
  }

  private static boolean exists(Statement statement, String rows) throws SQLException {
    try (ResultSet found = statement.executeQuery("SELECT 1 FROM " + rows)) {
      return found.next();
    }
  }
}
