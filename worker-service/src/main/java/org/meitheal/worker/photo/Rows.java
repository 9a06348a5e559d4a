package org.meitheal.worker.photo;

/** An image that is read row by row, so that it is never held in RGB as a whole. */
interface Rows {
  int width();

  int height();

  /**
   * @param rgb filled with 3 × width samples: red, green, blue of each pixel
   */
  void read(int y, byte[] rgb);
}
