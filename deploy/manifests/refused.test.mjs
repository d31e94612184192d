// Wrong values are refused, with words that name the value and what is wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asArguments, render, valuesFile } from "./tools.mjs";

const servers = { "rabbitmq.url": "amqp://a:b@broker/", "postgres.connectionString": "Host=database" };

// What is given beside sound servers, and what is said.
const cases = {
  "a text for a number": [{ "gateway.replicas": "many" }, /'\/gateway\/replicas': got string, want integer/],
  "a number for a switch": [{ "migration.enabled": 1 }, /'\/migration\/enabled': got number, want boolean/],
  "no replicas": [{ "allocator.replicas": 0 }, /'\/allocator\/replicas': minimum: got 0, want 1/],
  "an unknown value": [{ replicas: 2 }, /additional properties 'replicas' not allowed/],
  "an unknown value of a service": [
    { "gateway.replica": 2 },
    /'\/gateway': additional properties 'replica' not allowed/,
  ],
  "an unknown word": [{ "logging.format": "xml" }, /'\/logging\/format': value must be one of 'json', 'plain'/],
  "a port that there is not": [{ "metrics.port": 70000 }, /'\/metrics\/port': maximum: got 70,000, want 65,535/],
  "a broker that speaks no AMQP": [
    { "rabbitmq.url": "http://broker/" },
    /'\/rabbitmq\/url'.*does not match pattern.*amqp/,
  ],
  "a database's URL": [
    { "postgres.connectionString": "postgres://database/" },
    /'\/postgres\/connectionString'.*does not match pattern.*ost/,
  ],
  "a short key of the webhooks": [{ "webhooks.keys[0]": "short" }, /'\/webhooks\/keys\/0': minLength: got 5, want 32/],
  "a short token key": [{ "tokens.keys[0]": "short" }, /'\/tokens\/keys\/0': minLength: got 5, want 32/],
  "an API key without a role": [
    { "auth.apiKeys[0].name": "ci", "auth.apiKeys[0].key": "0123456789abcdef" },
    /'\/auth\/apiKeys\/0': missing property 'role'/,
  ],
  "a digest that is none": [
    { "auth.apiKeys[0].key_sha256": "abc" },
    /'\/auth\/apiKeys\/0\/key_sha256'.*does not match/,
  ],
  "a private key to believe": [{ "auth.jwt.key": "-----BEGIN PRIVATE KEY-----" }, /'\/auth\/jwt\/key'/],
  "an authority without TLS": [{ "auth.jwt.authority": "http://login" }, /'\/auth\/jwt\/authority'.*does not match/],
  "a setting without a section": [
    { "gateway.settings.PerMinute": "1" },
    /'\/gateway\/settings'.*'PerMinute'|invalid propertyName 'PerMinute'/,
  ],
  "a secret among settings": [
    { "gateway.settings.Postgres__ConnectionString": "Host=x" },
    /invalid propertyName 'Postgres__ConnectionString'/,
  ],
  "an unknown property of a resource": [
    { "descriptor.resources.a.tag": "x" },
    /'\/descriptor\/resources\/a'.*additional properties 'tag' not allowed/s,
  ],
  "a host that is an address": [{ "ingress.hosts[0]": "https://a.example/" }, /'\/ingress\/hosts\/0'.*does not match/],
  "an image with blanks": [{ "gateway.image": "a b" }, /'\/gateway\/image'/],
  "an amount that is none": [
    { "gateway.resources.limits.memory": "much" },
    /'\/gateway\/resources\/limits\/memory'.*does not match/,
  ],

  "no broker": [
    { "rabbitmq.url": "" },
    /no broker for gateway, allocator, scheduler: set rabbitmq\.url or .*trying it out rabbitmq\.inCluster\.enabled/,
  ],
  "no database": [
    { "postgres.connectionString": "" },
    /no database for gateway, allocator, scheduler: set postgres\.connectionString/,
  ],
  "no database for one service": [
    {
      "postgres.connectionString": "",
      "gateway.postgres.connectionString": "Host=x",
      "allocator.postgres.existingSecret.name": "x",
    },
    /- no database for scheduler:/,
  ],
  "a broker here and there": [
    { "rabbitmq.inCluster.enabled": true },
    /rabbitmq\.inCluster\.enabled and rabbitmq\.url are both set/,
  ],
  "a database twice": [
    { "postgres.existingSecret.name": "x" },
    /postgres\.connectionString and postgres\.existingSecret\.name are both set/,
  ],
  "a broker user that nobody believes": [
    { "gateway.rabbitmq.url": "amqp://gateway:b@broker/" },
    /name it in allocator\.settings\.Trust__BrokerUsers__0/,
  ],
  "an Ingress without auth": [
    { "ingress.enabled": true, "ingress.hosts[0]": "a.example" },
    /ingress\.enabled lets in whoever reaches it, .*: set up auth, or say auth\.openOnPurpose=true if that is meant/,
  ],
  "a load balancer without auth": [
    { "gateway.service.type": "LoadBalancer" },
    /gateway\.service\.type=LoadBalancer lets in whoever reaches it/,
  ],
  "an Ingress without hosts": [{ "ingress.enabled": true, "auth.openOnPurpose": true }, /ingress\.hosts is empty/],
  "a key and its digest": [
    { "auth.apiKeys": [{ name: "ci", role: "user", key: "0123456789abcdef", key_sha256: "a".repeat(64) }] },
    /auth\.apiKeys\[0\] must have one of key and key_sha256/,
  ],
  "bearer tokens for anybody": [{ "auth.jwt.authority": "https://login.example" }, /auth\.jwt\.audience is not set/],
  "bearer tokens of two": [
    { "auth.jwt.authority": "https://login.example", "auth.jwt.key": "a2V5", "auth.jwt.audience": "a" },
    /auth\.jwt\.authority and a key of auth\.jwt are both set/,
  ],
  "a descriptor twice": [
    { "descriptor.resources.a.tags": "x", "descriptor.existingConfigMap.name": "x" },
    /descriptor\.resources and descriptor\.existingConfigMap\.name are both set/,
  ],
  "more gateways at least than at most": [
    { "gateway.autoscaling.enabled": true, "gateway.autoscaling.minReplicas": 7 },
    /minReplicas \(7\) is above maxReplicas \(6\)/,
  ],
  "several at once": [
    { "rabbitmq.url": "", "ingress.enabled": true, "ingress.hosts[0]": "a.example" },
    /no broker.*\n- ingress\.enabled/,
  ],
};

for (const [wrong, [values, says]] of Object.entries(cases)) {
  test(`refused: ${wrong}`, async () => {
    await assert.rejects(render([], { args: asArguments({ ...servers, ...values }) }), says);
  });
}

test("refused: nothing given at all", async () => {
  await assert.rejects(render([]), /- no database.*\n- no broker/);
});

test("said to be meant, an open Ingress is taken", async () => {
  assert.match(await render([valuesFile("two-of-everything")]), /kind: Ingress/);
});
