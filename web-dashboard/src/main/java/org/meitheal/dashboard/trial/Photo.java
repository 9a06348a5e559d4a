package org.meitheal.dashboard.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.web.multipart.MultipartFile;

/**
 * A photo to send; it is read as it is sent, never gathered.
 *
 * @param name as its owner calls it
 */
record Photo(String name, BodyPublisher body) {
  private static final int LONGEST_NAME = 80;

  static Photo of(MultipartFile file) {
    String given = file.getOriginalFilename();
    String name = given == null || given.isBlank() ? "the photo" : shorten(given);
    return new Photo(
        name,
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> open(file)), file.getSize()));
  }

  static Photo of(Path sample) throws IOException {
    return new Photo(
        String.valueOf(sample.getFileName()),
        BodyPublishers.fromPublisher(BodyPublishers.ofFile(sample), Files.size(sample)));
  }

  private static InputStream open(MultipartFile file) {
    try {
      return file.getInputStream();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static String shorten(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
