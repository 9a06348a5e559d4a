package org.meitheal.dashboard.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * A path is one of the file system: Spring would look for a relative one in the web application.
 */
@Component
@ConfigurationPropertiesBinding
class PathConverter implements Converter<String, Path> {
  @Override
  public Path convert(String source) {
    return Path.of(source);
  }
}
