package org.meitheal.dashboard.trial;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * The form as it was sent.
 *
 * @param key the operator's, where the token of the sign-in has run out
 * @param file none where none was chosen
 */
record Form(Wish wish, String key, @Nullable MultipartFile file) {
  /**
   * Reads it; the photo is then on disk, or in memory if it is small.
   *
   * @throws MultipartException where it is too large or no form
   */
  static Form read(HttpServletRequest request) {
    MultipartHttpServletRequest parts =
        WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    // First of all: asked for a parameter, the container would keep to itself what is wrong.
    MultipartFile file = parts == null ? null : parts.getFile("photo");
    String key = request.getParameter("key");
    return new Form(
        Wish.of(request),
        key == null ? "" : key.strip(),
        file == null || file.isEmpty() ? null : file);
  }
}
