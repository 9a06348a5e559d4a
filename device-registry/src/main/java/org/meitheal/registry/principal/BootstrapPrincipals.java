package org.meitheal.registry.principal;

import java.io.IOException;
import java.nio.file.Files;
import org.meitheal.registry.settings.RegistryProperties;
import org.meitheal.registry.settings.RegistryProperties.BootstrapPrincipal;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Makes the configured callers exist before the first request is taken. A caller that is no longer
 * configured stays until an operator deletes it.
 */
@Component
class BootstrapPrincipals implements SmartInitializingSingleton {
  private final RegistryProperties properties;
  private final Principals principals;

  BootstrapPrincipals(RegistryProperties properties, Principals principals) {
    this.properties = properties;
    this.principals = principals;
  }

  @Override
  public void afterSingletonsInstantiated() {
    properties.bootstrapPrincipals().forEach(this::upsert);
  }

  private void upsert(BootstrapPrincipal configured) {
    principals.upsert(configured.name(), configured.role(), key(configured));
  }

  private static ApiKeyText key(BootstrapPrincipal configured) {
    String text;
    try {
      text = Files.readString(configured.keyFile()).strip();
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "cannot read the key file of principal '%s': %s"
              .formatted(configured.name(), unreadable.getMessage()),
          unreadable);
    }
    return ApiKeyText.parse(text)
        .orElseThrow(() ->
            new IllegalStateException(
                "the key file of principal '%s' holds no API key of the form mk_ID_SECRET"
                    .formatted(configured.name())));
  }
}
