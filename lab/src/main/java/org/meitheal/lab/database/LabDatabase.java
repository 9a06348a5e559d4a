package org.meitheal.lab.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.state.StateFolder;

/**
 * PostgreSQL from real binaries, with its data in the state folder. Tuned for a demonstration: it
 * does not wait for the disk.
 */
public final class LabDatabase {
  private static final String NAME = "meitheal";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path data;
  private final Path complete;
  private final Path binaries;
  private final Path log;
  private final DatabaseRoles roles;
  private final int port;
  private final Postmaster postmaster;
  private @Nullable PostmasterGuard guard;
  private boolean closed;

  public LabDatabase(StateFolder state, int port) throws IOException {
    this.data = state.database().resolve("data");
    this.complete = state.database().resolve("complete");
    this.binaries = state.database().resolve("binaries");
    this.log = state.log("postgres");
    this.port = port;
    this.postmaster = new Postmaster(data);
    this.roles = new DatabaseRoles(state.keys());
  }

  /**
   * Starts it, on a new data folder if the first start was never finished. A server that a killed
   * lab left behind is stopped first.
   */
  public synchronized void start() throws IOException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("the lab is stopping");
    }
    postmaster.stop();
    if (!Files.exists(complete)) {
      new StateFolder(data).empty(List.of());
    }
    guard = PostmasterGuard.start(data);
    EmbeddedPostgres started = builder().start();
    roles.prepare(started, NAME, data);
    Files.writeString(complete, "");
  }

  private EmbeddedPostgres.Builder builder() throws IOException {
    Files.createDirectories(binaries);
    ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setOverrideWorkingDirectory(binaries.toFile())
        .setPort(port)
        .setPGStartupWait(PATIENCE)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "60")
        .setServerConfig("shared_buffers", "32MB")
        .setConnectConfig("password", roles.superuserPassword())
        .setOutputRedirector(toLog)
        .setErrorRedirector(toLog);
  }

  /** Stops the server that a killed lab left behind. */
  public static void stopLeftBehind(StateFolder state) throws IOException, InterruptedException {
    new Postmaster(state.database().resolve("data")).stop();
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  /** The password of a service's own role, which is named as the service's schema is. */
  public String password(String role) throws IOException {
    return roles.password(role);
  }

  /** The server's process and those that it forked. */
  public List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>();
    postmaster
        .find()
        .ifPresent(server -> {
          all.add(server);
          server.descendants().forEach(all::add);
        });
    return all;
  }

  /** Waits for a start that is under way, then stops the server. */
  public synchronized void stop() throws IOException, InterruptedException {
    closed = true;
    postmaster.stop();
    if (guard != null) {
      guard.release();
    }
  }
}
