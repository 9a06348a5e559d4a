package org.meitheal.lab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.program.ProgramFailedException;

/** Looks, before anything starts, whether somebody else has a port that will be needed. */
public final class PortCheck {
  /**
   * A port that will be needed.
   *
   * @param option by which another one is chosen
   */
  public record Needed(String by, String address, int port, String option) {}

  private PortCheck() {}

  public static List<Needed> needs(LabOptions options) {
    LabPorts ports = options.ports();
    List<Needed> needs = new ArrayList<>();
    needs.add(local("gateway", ports.gateway()));
    needs.add(local("registry", ports.registry()));
    needs.add(local("scheduler", ports.scheduler()));
    needs.add(local("dashboard", ports.dashboard()));
    needs.add(local("postgres", ports.postgres()));
    needs.add(site("registry", ports.registry()));
    needs.add(site("scheduler", ports.scheduler()));
    for (Machine machine : options.topology().machines()) {
      needs.add(new Needed(machine.name(), machine.address(), ports.worker(), "--worker-port"));
      needs.add(
          new Needed(
              "links to " + machine.name(), machine.address(), ports.links(), "--worker-port"));
    }
    return needs;
  }

  private static Needed site(String service, int port) {
    return new Needed(
        "links to the " + service, Topology.SITE_ADDRESS, port, "--" + service + "-port");
  }

  private static Needed local(String service, int port) {
    return new Needed(service, "127.0.0.1", port, "--" + service + "-port");
  }

  /**
   * Checks them all.
   *
   * @throws ProgramFailedException naming each port that is taken or wanted twice, what wants it,
   *     and the option
   */
  public static void requireFree(List<Needed> needs) {
    List<String> problems = wantedTwice(needs);
    if (problems.isEmpty()) {
      problems = needs.stream().filter(needed -> !free(needed)).map(PortCheck::message).toList();
    }
    if (!problems.isEmpty()) {
      throw new ProgramFailedException(String.join(System.lineSeparator(), problems));
    }
  }

  private static List<String> wantedTwice(List<Needed> needs) {
    Map<String, Needed> first = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Needed needed : needs) {
      Needed before = first.putIfAbsent(needed.address() + ":" + needed.port(), needed);
      if (before != null) {
        problems.add(
            "port %d on %s is wanted for %s and for %s (choose another with %s or %s)"
                .formatted(
                    needed.port(),
                    needed.address(),
                    before.by(),
                    needed.by(),
                    before.option(),
                    needed.option()));
      }
    }
    return problems;
  }

  private static String message(Needed needed) {
    return "port %d on %s is taken by another program; the lab wants it for %s (choose another with %s)"
        .formatted(needed.port(), needed.address(), needed.by(), needed.option());
  }

  private static boolean free(Needed needed) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(needed.address()), needed.port()));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
