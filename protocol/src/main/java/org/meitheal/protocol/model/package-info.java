/** Model bundles: what is in them, and whether it is intact. */
@NullMarked
package org.meitheal.protocol.model;

import org.jspecify.annotations.NullMarked;
