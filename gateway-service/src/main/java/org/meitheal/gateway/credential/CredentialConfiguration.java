package org.meitheal.gateway.credential;

import java.time.InstantSource;
import org.meitheal.gateway.settings.GatewaySettings;
import org.meitheal.protocol.identity.RegistryKeys;
import org.meitheal.protocol.identity.TokenVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires credentials to the registry. */
@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {
  @Bean
  KeyTokens keyTokens(GatewaySettings settings) {
    KeyExchange registry = new KeyExchange(settings.registryUrl(), settings.connectTimeout());
    return new KeyTokens(registry::exchange, System::nanoTime);
  }

  @Bean
  VerifiedTokens verifiedTokens(GatewaySettings settings) {
    InstantSource clock = InstantSource.system();
    TokenVerifier verifier =
        new TokenVerifier(new RegistryKeys(settings.registryUrl(), clock), clock);
    return new VerifiedTokens(verifier::verify, clock);
  }

  @Bean
  CredentialFilter credentialFilter(KeyTokens keys, VerifiedTokens tokens) {
    return new CredentialFilter(keys, tokens);
  }

  @Bean
  MetricsGate metricsGate(VerifiedTokens tokens) {
    return new MetricsGate(tokens);
  }
}
