-- Beside the shop's database, which the image makes by itself.
create database unleash;
