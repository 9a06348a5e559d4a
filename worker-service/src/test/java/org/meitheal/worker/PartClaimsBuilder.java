package org.meitheal.worker;

import org.meitheal.protocol.execution.PartClaims;

/** A ticket that is fine but for what a test changes. */
final class PartClaimsBuilder {
  private final PartClaims sound;
  private int attempt = 1;
  private int part = 1;
  private long epoch = 1;
  private String sha256;
  private String division;
  private double timeLeftMs = 30_000;
  private double expectedLaneMs = 1;
  private long maxBytes = 64 << 20;

  PartClaimsBuilder(PartClaims sound) {
    this.sound = sound;
    this.sha256 = sound.modelSha256();
    this.division = sound.divisionSha256();
  }

  PartClaimsBuilder attempt(int number) {
    attempt = number;
    return this;
  }

  PartClaimsBuilder part(int number) {
    part = number;
    return this;
  }

  PartClaimsBuilder epoch(long number) {
    epoch = number;
    return this;
  }

  PartClaimsBuilder sha256(String model) {
    sha256 = model;
    return this;
  }

  PartClaimsBuilder division(String other) {
    division = other;
    return this;
  }

  PartClaimsBuilder timeLeftMs(double ms) {
    timeLeftMs = ms;
    return this;
  }

  PartClaimsBuilder expectedLaneMs(double ms) {
    expectedLaneMs = ms;
    return this;
  }

  PartClaimsBuilder maxBytes(long bytes) {
    maxBytes = bytes;
    return this;
  }

  PartClaims build() {
    return new PartClaims(
        sound.execution(),
        attempt,
        part,
        sound.lead(),
        sound.helper(),
        epoch,
        sound.model(),
        sound.modelVersion(),
        sha256,
        division,
        0,
        timeLeftMs,
        expectedLaneMs,
        maxBytes);
  }
}
