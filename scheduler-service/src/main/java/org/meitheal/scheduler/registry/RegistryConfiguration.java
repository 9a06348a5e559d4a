package org.meitheal.scheduler.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.identity.RegistryKeys;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenVerifier;
import org.meitheal.protocol.registry.RegistryApi;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

  @Bean(destroyMethod = "close")
  HttpClient registryHttpClient(SchedulerProperties properties) {
    return HttpClients.create(properties.bindAddress());
  }

  @Bean
  TokenSource tokenSource(HttpClient http, SchedulerProperties properties, InstantSource clock) {
    return new TokenSource(
        http, properties.registryUrl(), () -> apiKey(properties.keyFile()), clock);
  }

  @Bean
  TokenVerifier tokenVerifier(
      HttpClient http, SchedulerProperties properties, InstantSource clock) {
    return new TokenVerifier(new RegistryKeys(http, properties.registryUrl(), clock), clock);
  }

  @Bean
  RegistryApi registryApi(
      HttpClient http, SchedulerProperties properties, TokenSource tokens, JsonMapper json) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(READ_TIMEOUT);
    RestClient client =
        RestClient.builder()
            .baseUrl(properties.registryUrl().toString())
            .requestFactory(requests)
            .configureMessageConverters(converters ->
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
            .requestInterceptor((request, body, next) -> {
              request.getHeaders().set(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.token());
              return next.execute(request, body);
            })
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(RegistryApi.class);
  }

  @Bean
  RegistryFollower registryFollower(
      HttpClient http, SchedulerProperties properties, TokenSource tokens) {
    return new RegistryFollower(http, properties.registryUrl(), tokens);
  }

  private static String apiKey(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the key file " + file + " cannot be read", unreadable);
    }
  }
}
