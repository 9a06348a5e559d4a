package org.meitheal.lab.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.meitheal.lab.database.LabDatabase;
import org.meitheal.lab.jvm.ExtractedJar;
import org.meitheal.lab.jvm.JvmKind;
import org.meitheal.lab.jvm.ServiceProgram;
import org.meitheal.lab.state.StateFolder;

/** How each service is configured here. */
final class ServicePlans {
  static final String REGISTRY = "registry";
  static final String SCHEDULER = "scheduler";
  static final String GATEWAY = "gateway";
  static final String DASHBOARD = "dashboard";

  private final LabOptions options;
  private final StateFolder state;
  private final LabKeys keys;
  private final LabDatabase database;
  private final Function<String, ExtractedJar> jars;

  /**
   * @param jars the unpacked jar of a module
   */
  ServicePlans(
      LabOptions options,
      StateFolder state,
      LabKeys keys,
      LabDatabase database,
      Function<String, ExtractedJar> jars) {
    this.options = options;
    this.state = state;
    this.keys = keys;
    this.database = database;
    this.jars = jars;
  }

  static List<String> modules() {
    return List.of(
        "device-registry",
        "scheduler-service",
        "worker-service",
        "gateway-service",
        "web-dashboard");
  }

  List<ServiceProgram> controlPlane() throws IOException {
    return List.of(registry(), scheduler(), gateway(), dashboard());
  }

  private ServiceProgram registry() throws IOException {
    List<String> arguments = local(options.ports().registry());
    arguments.addAll(datasource(REGISTRY));
    int n = 0;
    for (LabKeys.Principal principal : keys.principals()) {
      String prefix = "--meitheal.registry.bootstrap-principals[" + n++ + "].";
      arguments.add(prefix + "name=" + principal.name());
      arguments.add(prefix + "role=" + principal.role());
      arguments.add(prefix + "key-file=" + principal.keyFile());
    }
    return service(REGISTRY, "device-registry", arguments, databasePassword(REGISTRY));
  }

  private ServiceProgram scheduler() throws IOException {
    List<String> arguments = local(options.ports().scheduler());
    arguments.addAll(datasource(SCHEDULER));
    arguments.add("--meitheal.scheduler.site=" + LabOptions.SITE);
    arguments.add("--meitheal.scheduler.registry-url=" + localUrl(options.ports().registry()));
    arguments.add("--meitheal.scheduler.key-file=" + keys.file(LabKeys.SCHEDULER));
    arguments.add("--meitheal.scheduler.models-dir=" + models());
    arguments.add("--meitheal.scheduler.bind-address=" + Topology.SITE_ADDRESS);
    arguments.add(
        "--meitheal.scheduler.default-deadline-scale=" + options.topology().deadlineScale());
    return service(SCHEDULER, "scheduler-service", arguments, databasePassword(SCHEDULER));
  }

  private ServiceProgram gateway() {
    List<String> arguments = local(options.ports().gateway());
    arguments.add("--meitheal.gateway.registry-url=" + localUrl(options.ports().registry()));
    arguments.add("--meitheal.gateway.scheduler-url=" + localUrl(options.ports().scheduler()));
    arguments.add("--meitheal.gateway.dashboard-url=" + localUrl(options.ports().dashboard()));
    return service(GATEWAY, "gateway-service", arguments, Map.of());
  }

  private ServiceProgram dashboard() {
    List<String> arguments = local(options.ports().dashboard());
    arguments.add("--meitheal.dashboard.registry-url=" + localUrl(options.ports().registry()));
    arguments.add("--meitheal.dashboard.scheduler-url=" + localUrl(options.ports().scheduler()));
    arguments.add("--meitheal.dashboard.key-file=" + keys.file(LabKeys.DASHBOARD));
    arguments.add("--meitheal.dashboard.lab-control-file=" + state.controlFile());
    arguments.add("--meitheal.dashboard.samples-dir=" + options.root().resolve(LabOptions.SAMPLES));
    return service(DASHBOARD, "web-dashboard", arguments, Map.of());
  }

  ServiceProgram worker(Machine machine) {
    String key = "--meitheal.worker.";
    List<String> arguments = server(machine.address(), options.ports().worker());
    arguments.add(key + "name=" + machine.name());
    arguments.add(key + "tier=" + machine.tier().name().toLowerCase(Locale.ROOT));
    arguments.add(key + "zone=" + LabOptions.SITE);
    arguments.add(key + "cell=" + machine.cell());
    arguments.add(key + "advertised-url=" + advertised(machine));
    arguments.add(key + "registry-url=" + forWorkers(options.ports().registry()));
    arguments.add(key + "scheduler-url=" + forWorkers(options.ports().scheduler()));
    arguments.add(key + "enrolment-key-file=" + enrolmentKey(machine));
    arguments.add(key + "state-dir=" + state.worker(machine.name()));
    arguments.add(key + "models-dir=" + models());
    arguments.add(key + "lanes=" + machine.lanes());
    arguments.add(key + "slow-down=" + machine.slowDown());
    arguments.add(key + "bind-address=" + machine.address());
    options
        .topology()
        .sharedCore(machine)
        .ifPresent(core -> arguments.add(key + "turns-file=" + state.turns(core)));
    Map<String, String> environment = Map.of("DJL_CACHE_DIR", state.nativeLibraries().toString());
    return program(machine.name(), "worker-service", JvmKind.WORKER, arguments, environment);
  }

  Path enrolmentKey(Machine machine) {
    return state.keys().resolve("enrolment-" + machine.name() + ".key");
  }

  private String advertised(Machine machine) {
    int port = options.emulated() ? options.ports().links() : options.ports().worker();
    return "http://" + machine.address() + ":" + port;
  }

  /** A service of the site: over emulated links, if there are any. */
  private String forWorkers(int port) {
    return options.emulated() ? "http://" + Topology.SITE_ADDRESS + ":" + port : localUrl(port);
  }

  private Path models() {
    return options.models();
  }

  private ServiceProgram service(
      String name, String module, List<String> arguments, Map<String, String> environment) {
    return program(name, module, JvmKind.CONTROL_PLANE, arguments, environment);
  }

  private ServiceProgram program(
      String name,
      String module,
      JvmKind kind,
      List<String> arguments,
      Map<String, String> environment) {
    return new ServiceProgram(
        name, jars.apply(module), options.jvm(kind), arguments, environment, state.log(name));
  }

  private Map<String, String> databasePassword(String role) throws IOException {
    return Map.of("SPRING_DATASOURCE_PASSWORD", database.password(role));
  }

  private List<String> datasource(String role) {
    return List.of(
        "--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + role);
  }

  private static List<String> local(int port) {
    return server("127.0.0.1", port);
  }

  private static List<String> server(String address, int port) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.address=" + address);
    arguments.add("--server.port=" + port);
    arguments.add("--spring.main.banner-mode=off");
    return arguments;
  }

  static String localUrl(int port) {
    return "http://127.0.0.1:" + port;
  }
}
