package org.meitheal.lab.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.control.ControlClient;
import org.meitheal.lab.control.NoLabRunsException;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.StateFolder;
import org.meitheal.protocol.lab.LabStatus;

/**
 * A lab to work with: the one that runs on a state folder, or else one brought up for the while.
 */
public final class UsedLab {
  private final StateFolder state;
  private final Path root;
  private final Http http = new Http();
  private final ControlClient control;
  private final LabStatus status;
  private final LabKeys keys;
  private final @Nullable LabSession own;

  private UsedLab(StateFolder state, Path root, ControlClient control, @Nullable LabSession own)
      throws IOException {
    this.state = state;
    this.root = root;
    this.control = control;
    this.status = control.status();
    this.keys = new LabKeys(state);
    this.own = own;
  }

  /** Takes the lab that runs; brings one up like {@code options} if none does. */
  public static UsedLab find(LabOptions options, StateFolder state, Progress progress)
      throws IOException, InterruptedException {
    try {
      ControlClient running = ControlClient.find(state.controlFile());
      if (running.status().readyAfterMs() == null) {
        throw new IllegalStateException("the lab that runs is still starting; try again");
      }
      return new UsedLab(state, options.root(), running, null);
    } catch (NoLabRunsException none) {
      return bringUp(options, state, progress);
    }
  }

  /** Brings one up. */
  public static UsedLab bringUp(LabOptions options, StateFolder state, Progress progress)
      throws IOException, InterruptedException {
    LabSession session = LabSession.open(options, state, progress);
    try {
      session.start();
      progress.close();
      return new UsedLab(state, options.root(), ControlClient.find(state.controlFile()), session);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      session.stop();
      throw failed;
    }
  }

  public StateFolder state() {
    return state;
  }

  /** The photo that a new lab is asked about. */
  public byte[] photo() throws IOException {
    return Files.readAllBytes(root.resolve(LabOptions.SAMPLE));
  }

  public Http http() {
    return http;
  }

  public ControlClient control() {
    return control;
  }

  public LabStatus status() {
    return status;
  }

  public GatewayClient gateway() throws IOException {
    return new GatewayClient(
        http, URI.create("http://localhost:" + status.gatewayPort()), keys.read(LabKeys.CLIENT));
  }

  public String key(String principal) throws IOException {
    return keys.read(principal);
  }

  /** The registry, as the named principal sees it. */
  public RegistryClient registry(String principal) throws IOException {
    return new RegistryClient(http, registryUri(), keys.read(principal));
  }

  public URI registryUri() {
    return URI.create("http://127.0.0.1:" + status.registryPort());
  }

  public URI schedulerUri() {
    return URI.create("http://127.0.0.1:" + status.schedulerPort());
  }

  public @Nullable LabSession own() {
    return own;
  }

  /** Stops the lab if it was brought up for the while. */
  public void release() throws IOException, InterruptedException {
    if (own != null) {
      own.stop();
    }
  }
}
