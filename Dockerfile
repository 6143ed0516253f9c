# Builds the runner and puts it into a small image; docker-compose.yml uses it for the simulator too.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml LICENSE ./
COPY src ./src
RUN mvn -B -ntp package -Dmaven.test.skip=true

FROM eclipse-temurin:17-jre
# Positions and what routes write go to /data; routes and application.properties are looked for there too. Name the volume
# (-v doshii-data:/data): an unnamed one is a new one for each container, which then takes itself for new.
RUN useradd --system --uid 10001 --home-dir /data doshii \
    && mkdir -p /data/routes \
    && chown -R doshii /data
COPY --from=build /build/target/camel-doshii-runner.jar /build/target/camel-doshii-runner.options /opt/
# The classes as the JVM has them in memory, from a run of the shipped routes beside a simulator: starts take half the time.
# With a heap for which pointers are compressed, as the runner's is: an archive of the other kind would not be used.
COPY routes /tmp/archive/routes
RUN cd /tmp/archive \
    && { java -jar /opt/camel-doshii-runner.jar simulator & } \
    && DOSHII_ENVIRONMENT=simulator java @/opt/camel-doshii-runner.options -Xmx512m \
        -XX:ArchiveClassesAtExit=/opt/camel-doshii-runner.jsa \
        -Dcamel.main.duration-max-seconds=15 -jar /opt/camel-doshii-runner.jar run \
    && kill $! \
    && test -s /opt/camel-doshii-runner.jsa \
    && rm -r /tmp/archive
# Probes and collectors come from outside of the container.
ENV CAMEL_MANAGEMENT_HOST=0.0.0.0
EXPOSE 9876
USER doshii
WORKDIR /data
VOLUME /data
# No shell in between: SIGTERM must reach Java, which then lets the events in flight finish.
# Another file in place of the options, or another entry point, is for machines with much memory and many CPUs.
ENTRYPOINT ["java", "@/opt/camel-doshii-runner.options", "-XX:SharedArchiveFile=/opt/camel-doshii-runner.jsa", \
    "-jar", "/opt/camel-doshii-runner.jar"]
CMD ["run"]
