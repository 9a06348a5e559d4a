/** From a JPEG or PNG to the pixels that a model takes, within bounds on bytes and pixels. */
@NullMarked
package org.meitheal.worker.photo;

import org.jspecify.annotations.NullMarked;
