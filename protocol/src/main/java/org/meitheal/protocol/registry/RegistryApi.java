package org.meitheal.protocol.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Liveness;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.ApiKey;
import org.meitheal.protocol.identity.ApiKeyRequest;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.TokenAnswer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * The device-registry, for callers. The credential is the client's concern: an interceptor adds
 * {@code Authorization: Bearer <token>}, except where {@code authorization} is a parameter. The
 * watch is followed by {@link RegistryFollower}.
 */
@HttpExchange("/v1")
public interface RegistryApi {
  /**
   * @param authorization {@code Bearer mk_…}, an API key or a device's credential
   */
  @PostExchange("/tokens")
  TokenAnswer token(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization);

  @GetExchange("/keys")
  PublicKeys keys();

  /** Role SERVICE; {@code use} must be {@code ticket}. */
  @PutExchange("/keys/{kid}")
  void publishKey(@PathVariable String kid, @RequestBody PublicKeys.Key key);

  /** Role OPERATOR. */
  @PostExchange("/principals")
  ApiKey createPrincipal(@RequestBody ApiKeyRequest request);

  /** Role OPERATOR. */
  @PostExchange("/enrolment-keys")
  EnrolmentKey createEnrolmentKey(@RequestBody EnrolmentKeyRequest request);

  /** Without a credential: the enrolment key is in the body. */
  @PostExchange("/devices")
  Enrolled enrol(@RequestBody Enrolment enrolment);

  @PostExchange("/devices/{id}/epochs")
  Lease startEpoch(@PathVariable String id, @RequestBody EpochStart start);

  @PutExchange("/devices/{id}/heartbeat")
  Lease heartbeat(@PathVariable String id, @RequestBody Heartbeat heartbeat);

  /**
   * A device says goodbye: it is OFFLINE at once.
   *
   * @param epoch the life that ends; another one meanwhile: nothing happens
   */
  @DeleteExchange("/devices/{id}/lease")
  void endLease(@PathVariable String id, @RequestParam long epoch);

  /**
   * In the order of their ids.
   *
   * @param after the id that the page follows
   */
  @GetExchange("/devices")
  List<DeviceView> devices(
      @RequestParam(required = false) @Nullable Tier tier,
      @RequestParam(required = false) @Nullable String zone,
      @RequestParam(required = false) @Nullable Liveness state,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after);

  /** With its ETag. */
  @GetExchange("/devices/{id}")
  ResponseEntity<DeviceView> device(@PathVariable String id);

  /**
   * Role OPERATOR.
   *
   * @param ifMatch the ETag that was read; another one meanwhile: 412
   */
  @PatchExchange("/devices/{id}")
  ResponseEntity<DeviceView> patch(
      @PathVariable String id,
      @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch,
      @RequestBody DevicePatch patch);

  /** Role OPERATOR. */
  @DeleteExchange("/devices/{id}")
  void delete(@PathVariable String id, @RequestHeader(HttpHeaders.IF_MATCH) String ifMatch);

  @GetExchange("/links")
  List<LinkView> links();

  /** For nodes that are no devices (role SERVICE): {@code from} is {@code site/NAME}. */
  @PostExchange("/link-samples")
  void postSamples(@RequestBody LinkSamples samples);
}
