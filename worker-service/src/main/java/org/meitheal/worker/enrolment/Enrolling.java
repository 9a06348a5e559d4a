package org.meitheal.worker.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.registry.Enrolled;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.protocol.registry.Lease;
import org.meitheal.worker.settings.WorkerSettings;

/** Turns the one-time key into an identity that is kept on disk. */
final class Enrolling {
  private final WorkerSettings settings;
  private final IdentityStore store;
  private final AtomicReference<@Nullable DeviceIdentity> current = new AtomicReference<>();

  Enrolling(WorkerSettings settings, IdentityStore store) {
    this.settings = settings;
    this.store = store;
    DeviceIdentity stored = store.identity();
    if (stored != null && !stored.id().equals(settings.name())) {
      throw new IllegalStateException(
          "the identity in %s is that of device '%s', not of '%s'"
              .formatted(settings.stateDir(), stored.id(), settings.name()));
    }
    current.set(stored);
  }

  /** A new identity and its first lease. */
  record Result(DeviceIdentity identity, Lease lease) {}

  /** None before the first enrolment. */
  @Nullable DeviceIdentity known() {
    return current.get();
  }

  /** This device's API key; empty before the first enrolment. */
  String credential() {
    DeviceIdentity known = known();
    return known == null ? "" : known.credential();
  }

  /**
   * @throws IOException when the registry is away
   * @throws EnrolmentRefusedException when it says no
   */
  Result enrol(RegistryClient registry) throws IOException, EnrolmentRefusedException {
    Enrolled enrolled = send(registry);
    DeviceIdentity identity = new DeviceIdentity(enrolled.id(), enrolled.credential());
    store.save(identity);
    current.set(identity);
    return new Result(
        identity,
        new Lease(
            enrolled.epoch(),
            Instant.EPOCH,
            enrolled.leaseMs(),
            enrolled.nextHeartbeatMs(),
            enrolled.probeTargets()));
  }

  private Enrolled send(RegistryClient registry) throws IOException, EnrolmentRefusedException {
    try {
      return registry.enrol(enrolment());
    } catch (RegistryRefusal refusal) {
      if (refusal.isTransient()) {
        throw refusal;
      }
      throw new EnrolmentRefusedException(
          "enrolment was refused: %s; put a fresh key into %s"
              .formatted(refusal.getMessage(), settings.enrolmentKeyFile()));
    }
  }

  private Enrolment enrolment() throws EnrolmentRefusedException {
    return new Enrolment(
        enrolmentKey(),
        store.publicKey(),
        settings.name(),
        settings.tier(),
        settings.zone(),
        settings.cell(),
        settings.advertisedUrl().toString(),
        settings.lanes());
  }

  private String enrolmentKey() throws EnrolmentRefusedException {
    Path file = settings.enrolmentKeyFile();
    if (file == null) {
      throw new EnrolmentRefusedException(
          "this device has no identity yet: set meitheal.worker.enrolment-key-file");
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new EnrolmentRefusedException("cannot read the enrolment key in " + file);
    }
  }
}
