package org.meitheal.registry.fleet;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.OperatorState;
import org.meitheal.core.fleet.Tier;
import org.springframework.data.domain.Persistable;

/** What is kept of a device. Its lease, lanes and models are not: they live in memory. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads what nobody here does.
@Table(name = "devices")
class DeviceRow implements Persistable<String> {
  @Id private String id;
  private String publicKey;

  @Enumerated(EnumType.STRING)
  private Tier tier;

  private String zone;
  private String cell;
  private String url;
  private int lanes;

  @Enumerated(EnumType.STRING)
  private OperatorState operatorState;

  private long epoch;
  private boolean released;
  private long revision;
  private Instant enrolledAt;
  @Transient private boolean stored;

  @SuppressWarnings("NullAway.Init")
  protected DeviceRow() {}

  DeviceRow(NewDevice device, Instant enrolledAt) {
    this.id = device.id().value();
    this.publicKey = device.publicKey();
    this.tier = device.tier();
    this.zone = device.zone();
    this.cell = device.cell();
    this.url = device.url();
    this.lanes = device.lanes();
    this.operatorState = OperatorState.ENABLED;
    this.epoch = 1;
    this.revision = 1;
    this.enrolledAt = enrolledAt;
  }

  Registration registration() {
    return new Registration(
        new DeviceId(id), tier, zone, cell, url, lanes, operatorState, epoch, released, revision);
  }

  void startEpoch(String newUrl, int newLanes) {
    epoch++;
    released = false;
    url = newUrl;
    lanes = newLanes;
  }

  void release() {
    released = true;
  }

  void setOperatorState(OperatorState wanted) {
    operatorState = wanted;
    revision++;
  }

  @Override
  public String getId() {
    return id;
  }

  @PostLoad
  @PostPersist
  void markStored() {
    stored = true;
  }

  @Override
  public boolean isNew() {
    return !stored;
  }
}
