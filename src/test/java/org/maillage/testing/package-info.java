/** What tests stand on: a real PostgreSQL, a clock that they move, a browser. */
@NullMarked
package org.maillage.testing;

import org.jspecify.annotations.NullMarked;
