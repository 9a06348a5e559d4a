/** What links are like, estimated from recorded round trips and transfers. */
@NullMarked
package org.meitheal.core.link;

import org.jspecify.annotations.NullMarked;
