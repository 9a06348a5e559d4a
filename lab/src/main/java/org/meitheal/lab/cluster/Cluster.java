package org.meitheal.lab.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.database.LabDatabase;
import org.meitheal.lab.jvm.OwnJar;
import org.meitheal.lab.jvm.ServiceProgram;
import org.meitheal.lab.jvm.StartUpCaches;
import org.meitheal.lab.program.RunningProgram;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.Secrets;
import org.meitheal.lab.state.StateFolder;

/** All processes of a lab, from the start to the stop. */
public final class Cluster {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** A service that still starts ends only once it has started, and has nothing to tidy up. */
  private static final Duration GRACE_OF_A_START = Duration.ofSeconds(1);

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ENROLMENT = Duration.ofMinutes(30);

  private final LabOptions options;
  private final StateFolder state;
  private final Progress progress;
  private final Http http = new Http();
  private final Supervisor supervisor = new Supervisor(GRACE);
  private final LabKeys keys;
  private final LabDatabase database;
  private final LabLinks links;
  private final RegistryClient registry;
  private final GatewayClient gateway;
  private final HealthWatch health;
  private final List<ServiceProgram> services = new ArrayList<>();
  private @Nullable ServicePlans plans;
  private volatile boolean started;

  public Cluster(LabOptions options, StateFolder state, Progress progress) throws IOException {
    this.options = options;
    this.state = state;
    this.progress = progress;
    this.keys = new LabKeys(state);
    this.database = new LabDatabase(state, options.ports().postgres());
    this.links = new LabLinks(options);
    URI registryUri = URI.create(ServicePlans.localUrl(options.ports().registry()));
    this.registry = new RegistryClient(http, registryUri, keys.read(LabKeys.OPERATOR));
    URI gatewayUri = URI.create("http://localhost:" + options.ports().gateway());
    this.gateway = new GatewayClient(http, gatewayUri, keys.read(LabKeys.CLIENT));
    this.health = new HealthWatch(supervisor, http, progress);
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws org.meitheal.lab.program.ProgramFailedException if something does not start
   */
  public void start() throws IOException, InterruptedException {
    Programs programs = Programs.prepare(options, state, progress);
    startDatabase();
    links.open();
    ServicePlans made = new ServicePlans(options, state, keys, database, programs::jar);
    plans = made;
    for (ServiceProgram service : made.controlPlane()) {
      start(service);
    }
    startWorkers(made);
    health.await(healthAddresses(), START);
    new FleetWatch(registry, gateway, options.topology(), progress)
        .await(START, health::requireAlive);
    new WarmUp(gateway, options.topology().machines(), progress)
        .run(options.root().resolve(LabOptions.SAMPLE));
    started = true;
  }

  private void startDatabase() throws IOException, InterruptedException {
    progress.report("postgres", "starting");
    database.start();
    progress.report("postgres", "up");
  }

  private void start(ServiceProgram service) throws IOException {
    services.add(service);
    supervisor.start(service.program());
    progress.report(
        service.name(), service.cached() ? "starting" : "starting (first time: slower)");
  }

  private void startWorkers(ServicePlans made) throws IOException, InterruptedException {
    List<Machine> unknown = new ArrayList<>();
    for (Machine machine : options.topology().machines()) {
      if (hasIdentity(machine)) {
        start(made.worker(machine));
      } else {
        progress.report(machine.name(), "waiting for the registry, to enrol");
        unknown.add(machine);
      }
    }
    for (Machine machine : unknown) {
      giveEnrolmentKey(made, machine);
      start(made.worker(machine));
    }
  }

  private boolean hasIdentity(Machine machine) throws IOException {
    Path folder = state.worker(machine.name());
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      return files.iterator().hasNext();
    }
  }

  private void giveEnrolmentKey(ServicePlans made, Machine machine)
      throws IOException, InterruptedException {
    health.await(
        Map.of(ServicePlans.REGISTRY, ServicePlans.localUrl(options.ports().registry())), START);
    Secrets.write(made.enrolmentKey(machine), registry.enrolmentKey(ENROLMENT).key());
  }

  /** The dashboard lives below a path of its own. */
  private Map<String, String> healthAddresses() {
    Map<String, String> addresses = addresses();
    addresses.computeIfPresent(ServicePlans.DASHBOARD, (name, address) -> address + "/dashboard");
    return addresses;
  }

  /** Where each service answers, by name. */
  Map<String, String> addresses() {
    LabPorts ports = options.ports();
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put(ServicePlans.REGISTRY, ServicePlans.localUrl(ports.registry()));
    addresses.put(ServicePlans.SCHEDULER, ServicePlans.localUrl(ports.scheduler()));
    addresses.put(ServicePlans.GATEWAY, ServicePlans.localUrl(ports.gateway()));
    addresses.put(ServicePlans.DASHBOARD, ServicePlans.localUrl(ports.dashboard()));
    for (Machine machine : options.topology().machines()) {
      addresses.put(machine.name(), "http://" + machine.address() + ":" + ports.worker());
    }
    return addresses;
  }

  /** Makes the start-up caches that are missing. */
  public void makeCaches() throws IOException, InterruptedException {
    new StartUpCaches(supervisor, state, progress)
        .make(StartUpCaches.missing(services), uncachedLab());
  }

  public boolean cachesMissing() {
    return !StartUpCaches.missing(services).isEmpty() || uncachedLab().isPresent();
  }

  private static Optional<OwnJar> uncachedLab() {
    return OwnJar.find().filter(own -> !own.cached());
  }

  public LabOptions options() {
    return options;
  }

  public LabKeys keys() {
    return keys;
  }

  public RegistryClient registry() {
    return registry;
  }

  public GatewayClient gateway() {
    return gateway;
  }

  StateFolder state() {
    return state;
  }

  LabLinks links() {
    return links;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  LabDatabase database() {
    return database;
  }

  /** Tells of processes that end by themselves, until the lab stops. */
  public void watch(Consumer<String> tell) {
    Thread.ofVirtual().name("watch").start(() -> supervisor.watch(p -> tell.accept(ended(p))));
  }

  private static String ended(RunningProgram program) {
    return program.name() + " has ended; its log: ./meitheal logs " + program.name();
  }

  /** Starts a worker that has ended. */
  void startWorker(String name) throws IOException {
    ServicePlans made = plans;
    if (made == null) {
      throw new IllegalStateException("the lab is still starting");
    }
    supervisor.start(made.worker(options.topology().machine(name)).program());
  }

  RunningProgram worker(String name) {
    RunningProgram running = supervisor.find(options.topology().machine(name).name());
    if (running == null) {
      throw new IllegalStateException(name + " has not been started yet");
    }
    return running;
  }

  /** Workers and doors first, then what they lean on; PostgreSQL last. Safe to repeat. */
  public void stop() throws IOException, InterruptedException {
    List<String> first = new ArrayList<>(addresses().keySet());
    first.remove(ServicePlans.REGISTRY);
    first.remove(ServicePlans.SCHEDULER);
    supervisor.closeFirst(first, started ? GRACE : GRACE_OF_A_START);
    links.close();
    database.stop();
  }
}
