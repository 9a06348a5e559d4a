package org.meitheal.lab.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.meitheal.lab.state.Secrets;
import org.meitheal.lab.state.StateFolder;
import org.meitheal.protocol.identity.Role;

/** Who may do what in the lab. The keys are made at its first start. */
public final class LabKeys {
  /** Somebody whom the registry is to know from the start. */
  public record Principal(String name, Role role, Path keyFile) {}

  public static final String OPERATOR = "operator";
  public static final String VIEWER = "viewer";
  public static final String CLIENT = "client";
  static final String SCHEDULER = "scheduler";
  static final String DASHBOARD = "dashboard";

  private final StateFolder state;

  public LabKeys(StateFolder state) throws IOException {
    this.state = state;
    for (Principal principal : principals()) {
      Secrets.readOrMake(principal.keyFile(), Secrets::apiKey);
    }
  }

  public List<Principal> principals() {
    return List.of(
        new Principal(OPERATOR, Role.OPERATOR, file(OPERATOR)),
        new Principal(VIEWER, Role.VIEWER, file(VIEWER)),
        new Principal(CLIENT, Role.CLIENT, file(CLIENT)),
        new Principal(SCHEDULER, Role.SERVICE, file(SCHEDULER)),
        new Principal(DASHBOARD, Role.SERVICE, file(DASHBOARD)));
  }

  public Path file(String name) {
    return state.keys().resolve(name + ".key");
  }

  public String read(String name) throws IOException {
    return Secrets.readOrMake(file(name), Secrets::apiKey);
  }
}
