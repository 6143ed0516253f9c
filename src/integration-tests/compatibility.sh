#!/usr/bin/env bash
# Runs one jar of the component, built with the project's own Camel, with other Camels and Javas; docs/compatibility.md has what
# came out. From the root of the project:
#
#   src/integration-tests/compatibility.sh smoke   a route starts, receives, is cut off, recovers, stops: with every Camel
#   src/integration-tests/compatibility.sh suite   the component's unit tests with the oldest and with the project's own Camel
#
# JAVA_HOMES: the JDKs of the smoke, with blanks between; by default that of JAVA_HOME, or of the PATH.
set -eu
cd "$(dirname "$0")/../.."

# Camel, and what it comes with: Vert.x, Jackson, Netty, HttpClient, HttpCore.
OLDEST="4.14.0 4.5.18 2.19.2 4.1.124.Final 5.4.4 5.3.4"
SMOKES="4.14.0:4.5.18:2.19.2 4.17.0:4.5.22:2.19.4 4.18.0:4.5.24:2.19.4 4.22.0:4.5.31:2.22.1"

work=src/integration-tests/target/compatibility
component=src/camel-doshii/target/camel-doshii-1.0.0-SNAPSHOT.jar
simulator=src/camel-doshii-test/target/camel-doshii-test-1.0.0-SNAPSHOT.jar

build() {
  mvn -q -B -ntp package -DskipTests -Dmaven.javadoc.skip -pl src/camel-doshii -am
  mkdir -p "$work"
  sha256sum "$component"
}

smoke() {
  java_homes=${JAVA_HOMES:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}}
  for versions in $SMOKES; do
    IFS=: read -r camel vertx jackson <<<"$versions"
    mvn -q -B -ntp -f src/integration-tests/compatibility/pom.xml "-Dcamel.version=$camel" "-Dvertx.version=$vertx" "-Djackson.version=$jackson" \
      org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath "-Dmdep.outputFile=$PWD/$work/$camel.txt"
    for java_home in $java_homes; do
      "$java_home/bin/java" -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
        -cp "$component:$simulator:$(cat "$work/$camel.txt")" src/integration-tests/compatibility/Smoke.java
    done
  done
}

# Compiles nothing anew: the classes are those of the jar.
suite() {
  read -r camel vertx jackson netty client core <<<"$OLDEST"
  tests "-Dcamel.version=$camel" "-Dvertx.version=$vertx" "-Djackson.version=$jackson" "-Dnetty.version=$netty" \
    "-Dhttpclient5.version=$client" "-Dhttpcore5.version=$core" -Denforcer.skip
  tests
}

tests() {
  mvn -B -ntp compile surefire:test@default-test -pl src/camel-doshii -am -Dmaven.main.skip=true \
    '-Dtest=!io/github/cameldoshii/simulator/**' -Dsurefire.failIfNoSpecifiedTests=false "$@"
}

case "${1:-}" in
  smoke | suite)
    build
    "$1"
    ;;
  *)
    echo "Usage: $0 smoke|suite" >&2
    exit 2
    ;;
esac
