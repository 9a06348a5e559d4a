package org.meitheal.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meitheal.lab.state.StateFolder;

class LabDatabaseIntegrationTests {
  @TempDir Path folder;

  @Test
  void keepsItsDataAndIsOpenOnlyToThoseWithAPassword() throws Exception {
    StateFolder state = new StateFolder(folder.resolve("state")).create();
    int port = freePort();
    LabDatabase first = new LabDatabase(state, port);
    first.start();
    String password = first.password("registry");
    try (Connection registry = DriverManager.getConnection(first.url(), "registry", password);
        Statement statement = registry.createStatement()) {
      statement.execute("CREATE TABLE registry.kept (n int)");
      assertThatThrownBy(() -> statement.execute("CREATE TABLE scheduler.other (n int)"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> DriverManager.getConnection(first.url(), "registry", "wrong"))
        .isInstanceOf(SQLException.class);

    // As if the lab had been killed: the server is still there when the next lab starts.
    List<ProcessHandle> leftBehind = first.processes();
    assertThat(leftBehind).isNotEmpty();
    Files.delete(state.database().resolve("data/epg-lock"));
    LabDatabase second = new LabDatabase(state, port);
    try {
      second.start();
      // By its pid: where nobody collects it, the old server may stay as a zombie for a while.
      assertThat(second.processes()).doesNotContain(leftBehind.getFirst()).isNotEmpty();
      try (Connection registry = DriverManager.getConnection(second.url(), "registry", password);
          Statement statement = registry.createStatement();
          ResultSet kept = statement.executeQuery("SELECT count(*) FROM registry.kept")) {
        assertThat(kept.next()).isTrue();
      }
    } finally {
      second.stop();
      first.stop();
    }
    assertThat(second.processes()).isEmpty();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
